"""Questions answered from the curated knowledge, or refused by name of what is missing."""
