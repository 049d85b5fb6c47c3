import os
import stat
from pathlib import Path


def save(token):
    path = os.path.expanduser("~/.tool/session")
    with open(path, "w") as file:
        file.write(token)
    # ruleid: python.secret-file-readable
    os.chmod(path, 0o644)


def write_key(path, key):
    path.write_bytes(key)
    # ruleid: python.secret-file-readable
    path.chmod(stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IROTH)


def named():
    # ruleid: python.secret-file-readable
    os.chmod("/etc/app/credentials.json", 0o644)
    target = Path("/etc/app/server.key")
    # ruleid: python.secret-file-readable
    os.chmod(target, 0o755)


def narrow(path, key):
    # ok: python.secret-file-readable
    os.chmod(path, 0o600)
    # ok: python.secret-file-readable
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)


def others(path, text):
    # ok: python.secret-file-readable
    os.chmod(path, 0o644)
    # ok: python.secret-file-readable
    os.chmod("/usr/share/app/keyboard.json", 0o644)
    # ok: python.secret-file-readable
    os.chmod("tokenizer.json", 0o644)
