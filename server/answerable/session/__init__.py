"""One workspace: its policy, its rules and its detectors, the same for the server, the command line and a hook."""

from answerable.session.workspace import Checked, Workspace

__all__ = ["Checked", "Workspace"]
