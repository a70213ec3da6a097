"""A whole clinic at once: how each score changed, for how many, and how sure that is."""
