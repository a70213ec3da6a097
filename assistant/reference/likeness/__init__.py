"""Patients alike: a patient who is described is held against the patients and reports of the tables."""
