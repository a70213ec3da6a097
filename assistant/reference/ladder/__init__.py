"""The treatment ladder: its content, lists of drugs, and where a patient who had them stands on it."""
