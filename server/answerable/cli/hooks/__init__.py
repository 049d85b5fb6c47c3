"""`answerable hooks`: put us into the hooks of git and of coding agents, and take us out again.

A host is one module here with an object that plans changes to files (`hosts.Host`) and one line in `hosts.HOSTS`.
"""

from answerable.cli.hooks.command import hooks

__all__ = ["hooks"]
