"""Questions about answers that do not seem to fit each other, within an instrument and across them."""
