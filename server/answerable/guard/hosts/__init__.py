"""Agents' hooks: one adapter a host, which reads that host's JSON and answers in its form.

Each knows its own host by the fields it sends (`recognises`), tells what is about to leave or to be read (`read`), and
puts a decision into the words that this host obeys (`answer`). Nothing here looks for secrets, reads a file or writes.
"""
