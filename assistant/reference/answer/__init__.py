"""What is said in reply: sentences of a card, answers computed over a table, or a refusal by name."""
