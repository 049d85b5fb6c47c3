"""Answerable: AI can draft; a person answers for it."""

__version__ = "0.1.0"
