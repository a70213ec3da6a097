"""What is made from the parser of the command line: the completions of three shells and the manual page."""
