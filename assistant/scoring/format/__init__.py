"""The instrument file format: one model for each part of the file, documented field by field."""
