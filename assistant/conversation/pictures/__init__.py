"""The treatment ladder, courses and cohorts told and drawn: as text for any width, and as files."""
