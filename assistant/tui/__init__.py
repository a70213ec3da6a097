"""The terminal screen: it draws what a turn of the conversation gave back and turns keys into calls on it."""
