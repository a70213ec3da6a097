"""The format of the knowledge: what a curator may write, file by file and field by field."""
