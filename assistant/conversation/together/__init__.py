"""Many terminals on one database: what is open elsewhere, taken over, and merged."""
