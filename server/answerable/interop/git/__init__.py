"""Git, asked through its own command: which repository, what is staged, what a commit adds, who is at work, notes.

Libraries that read repositories themselves were left aside: a worktree, a partial clone, a SHA-256 repository or an
index of tomorrow's version is git's business, and a second opinion of it would be a wrong one some day.
"""

from answerable.interop.git.command import GitError, NoRepository
from answerable.interop.git.repository import Identity, Repository, identity_at

__all__ = ["GitError", "Identity", "NoRepository", "Repository", "identity_at"]
