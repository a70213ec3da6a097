"""Who may use the records: accounts with their PINs and roles, what a role may do, and attempts slowed."""
