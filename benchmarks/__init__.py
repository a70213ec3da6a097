"""Programs that measure what the design promises; `make bench` runs them all and prints one table."""
