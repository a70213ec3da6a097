"""The change of one patient: judged by definitions, and told as text."""
