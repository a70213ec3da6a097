"""Which card answers a question, and how sure that is."""
