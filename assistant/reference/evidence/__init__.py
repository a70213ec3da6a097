"""The reports as a table: filtered, sorted and told."""
