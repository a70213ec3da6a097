"""Questions: asked of the paper and of the instruments, and kept for the curator where they are refused."""
