"""Records from outside taken over, and records on their way out."""
