"""What a document is: text, edits, positions, anchors that move with edits, syntax trees.

Coordinates are half-open spans of **code points** from the start of the text. Lines are LSP's: they end at
``\\n``, ``\\r\\n`` or ``\\r`` and at nothing else. Nothing here does I/O, knows a clock or imports another room.
"""
