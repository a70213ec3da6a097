"""Content files: found, read safely, validated, and every problem told with its place."""
