"""The command line: one file a command, each imported only when it is asked for.

What stays inside: whatever is printed. No text of the user's reaches a terminal with a character in it that the
terminal would obey or not show, and no secret's value is printed at all.
"""
