"""Instruments, their answers, and the scores that follow from them."""
