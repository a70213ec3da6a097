"""The commands: what a typed line means, which commands there are, and what each does."""
