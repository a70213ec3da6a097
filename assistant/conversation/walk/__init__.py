"""The walk through a questionnaire: its pages and keys, its card and panel, kept on disk after every step."""
