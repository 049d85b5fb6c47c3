"""Who wrote it: signals, the evidence they leave, a verdict, and the block that stays with its text.

Pure: no file is read here and no clock is known but the one handed in, so that the server, a hook and a replayed
recording come to the same verdict.
"""
