"""One workspace: its policy, its rules and its detectors, the same for the server, the command line and a hook.

Nothing is imported here: a hook takes one small module of this room, and a person waits for it.
"""
