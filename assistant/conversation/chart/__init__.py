"""The record behind the conversation: the patient, the visits, what is measured, signed and amended."""
