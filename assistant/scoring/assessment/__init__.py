"""One assessment: its answers, every step that led to them, and what is asked next."""
