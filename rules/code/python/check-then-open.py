import os
from pathlib import Path


def save(path, text):
    if not os.path.exists(path):
        # ruleid: python.check-then-open
        with open(path, "w") as file:
            file.write(text)
    if os.access(path, os.R_OK):
        # ruleid: python.check-then-open
        text = open(path).read()
    target = Path(path)
    if not target.exists():
        # ruleid: python.check-then-open
        target.write_text(text)
    # ok: python.check-then-open
    with open(path, "x") as file:
        file.write(text)
    if os.path.exists(path):
        # ok: python.check-then-open
        text = open(path).read()
    if not os.path.exists(path):
        # ok: python.check-then-open
        os.makedirs(path)
