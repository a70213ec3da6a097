"""The whole form at once, for those who know it: a table of places by columns, or a list by system."""
