"""Questions that were refused, kept for whoever curates the content."""
