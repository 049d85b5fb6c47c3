"""What a team has decided: which rules run, how severe they are, what is excused until when and why.

`load` is the only module here that reads files; `judge` and `suppressions` are functions of what they are given and
know no clock. Nothing here knows a detector, an editor or a command.
"""
