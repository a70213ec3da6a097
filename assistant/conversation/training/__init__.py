"""Practice in the conversation: a case is walked as a patient is, and then set beside its reference."""
