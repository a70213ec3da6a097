"""Answers proposed from a dictated line or from laboratory values, and confirmed before they count."""
