"""A dictated line read into proposals: what it states, what it attests, and what was not understood."""
