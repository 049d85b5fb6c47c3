import os
import zipfile
from pathlib import Path


def unpack(path, target):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            # ruleid: python.archive-member-path
            with open(os.path.join(target, name), "wb") as out:
                out.write(archive.read(name))
        for info in archive.infolist():
            destination = Path(target) / info.filename
            # ruleid: python.archive-member-path
            destination.write_bytes(archive.read(info))
            # ruleid: python.archive-member-path
            with open(target + "/" + info.filename, "wb") as out:
                out.write(archive.read(info))
        for info in archive.infolist():
            # ok: python.archive-member-path
            archive.extract(info, target)
        for name in archive.namelist():
            full = os.path.realpath(os.path.join(target, name))
            if not full.startswith(target + os.sep):
                raise ValueError(name)
            # ok: python.archive-member-path
            with open(full, "wb") as out:
                out.write(archive.read(name))
        for name in archive.namelist():
            # ok: python.archive-member-path
            with open(os.path.join(target, os.path.basename(name)), "wb") as out:
                out.write(archive.read(name))
