"""Whether instrument files hold together and prove what they claim."""
