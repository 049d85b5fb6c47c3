"""What a chat left in code, and what comments excuse or put off: rules in tables, over comments, texts and lines."""

from answerable.detect.residue.detector import ResidueDetector

__all__ = ["ResidueDetector"]
