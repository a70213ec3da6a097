"""Assessments that are not signed yet: on disk after every step, and shared with other terminals."""
