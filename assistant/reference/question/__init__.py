"""What a question says: its words, what they name, what is unknown, and how much of it is covered."""
