"""Packages that nothing vouches for: imports and entries of manifests, held against what a project declares and has.

`python` and `script` find what a program imports, `manifests` and `locks` read what a project says, `facts` is what is
known of a project, `names` compares names. Reading a project from disk is `session.project`'s part; nothing is asked of
any registry.
"""

from answerable.detect.packages.detector import PackagesDetector
from answerable.detect.packages.facts import Facts

__all__ = ["Facts", "PackagesDetector"]
