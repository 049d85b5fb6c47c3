"""What a detector says: one `Finding` type, its fingerprint, and what could not be checked.

Data only. `policy` judges findings and `detect` makes them, so the type sits below both.
"""
