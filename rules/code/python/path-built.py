import os
import sys
from pathlib import Path

BASE = Path("/srv/files")
UPLOADS = "/srv/uploads"


def read_report(name):
    # ruleid: python.path-built
    with open("/srv/reports/" + name) as file:
        return file.read()


def read_page(filename):
    path = os.path.join(UPLOADS, filename)
    # ruleid: python.path-built
    return open(path).read()


def delete():
    # ruleid: python.path-built
    os.remove("/srv/reports/" + sys.argv[1])


def note(user_id):
    # ruleid: python.path-built
    (BASE / user_id).write_text("x")


def checked(name):
    path = os.path.realpath(os.path.join(UPLOADS, name))
    if not path.startswith(UPLOADS + os.sep):
        raise ValueError(name)
    # ok: python.path-built
    with open(path) as file:
        return file.read()


def plain(name):
    # ok: python.path-built
    return open("/srv/reports/" + os.path.basename(name)).read()


def own(path):
    # ok: python.path-built
    return open(path).read()


def numbered(file_id: int):
    # ok: python.path-built
    return open(f"/srv/reports/{file_id}.txt").read()
