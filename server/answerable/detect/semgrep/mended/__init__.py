"""A copy of text that ends, or begins, in the midst of something, put right so that what is complete can be checked.

A fragment pasted from a chat, a file somebody is still typing: the engine refuses such text as a whole. The copy closes
what is open, opens what is closed without having been opened, gives headers a body, and leaves out lines that no parser
could make sense of. What is taken from the document keeps its place there by the segments of a `Slice`; what is added
has none.
"""
