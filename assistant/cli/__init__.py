"""The command line: thin, and each command imports what it needs only when it runs."""
