"""Writes what the documentation says about the program from the program itself, and tells where it drifted.

    python -m tools.docs             write
    python -m tools.docs --check     compare; exit 1 and name every file that differs

A page is written by hand around regions that are made here. A region stands between
`<!-- made: NAME -->` and `<!-- end: NAME -->`.
"""
