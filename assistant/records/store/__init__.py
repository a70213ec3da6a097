"""The database behind the records: SQLite in the data folder, or PostgreSQL where it was configured."""
