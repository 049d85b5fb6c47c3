"""The language server: the only room that knows pygls and lsprotocol.

Messages come in on one event loop; each has a file under `features`. A handler does bookkeeping and returns, or awaits
work that the schedule does in threads. What a handler raises is counted and shown (`health`), and reaches no other.
"""
