"""Steroid doses as they are written, told in milligrams a day of the reference steroid."""
