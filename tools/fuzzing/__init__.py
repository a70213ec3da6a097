"""Fuzzing: every input of the program, changed at random towards code that was not reached before.

`python -m tools.fuzzing run` tries every target for a share of the time, `replay` tries what was kept, and
`keep` takes what reached new code into `tests/abuse/corpus`. docs/abuse.md says what was tried and found.
"""
