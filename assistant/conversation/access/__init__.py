"""Who is at this terminal: signed in or not, the screen hidden or not, and what the role allows."""
