"""One turn in (text or a choice).

Replies and a card out: everything the program can do, without a terminal.
"""
