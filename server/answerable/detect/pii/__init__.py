"""Personal data in a text: one module a kind, each a pure function of the text and what stands around a value.

`catalogue` names the kinds, `scan` runs the recognisers and lets the surest answer win where two overlap. What stays
inside: no policy, no I/O, no network. A value's check digits, its format and the words beside it are all there is to
go by, so each hit says how sure it is and whether it is a value that standards set aside for examples.
"""
