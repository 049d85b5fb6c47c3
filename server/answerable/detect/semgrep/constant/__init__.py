"""Whether a piece of a Python program surely holds nothing but its own constants: a second opinion on matches.

The engine follows what a user sent through assignments and calls, but it neither works out conditions nor which item
of a list or key of a dictionary is meant: in ``parts = ["a", user]; open(parts[0])`` it sees the user's text opened.
Here the function around a match is run on paper, with every value that may come from elsewhere taken for unknown. A
match is only dropped where what it is about is made of constants; where the reading gets too long or too strange, it
stays.

`question.surely_constant` asks; `values` is what can be known, `expressions` and `statements` read the code, and
`parts` leaves out what a question is not about and `module` finds what the code names. Java is told as such a Python
module first (`java`, `java_expressions`, `java_calls`). No I/O, no state but a small
memory of parsed texts.
"""
