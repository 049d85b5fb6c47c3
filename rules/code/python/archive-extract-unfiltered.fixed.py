import tarfile
import zipfile


def unpack(path, target):
    with tarfile.open(path) as tar:
        # ruleid: python.archive-extract-unfiltered
        tar.extractall(target, filter="data")
    archive = tarfile.open(path, "r:gz")
    # ruleid: python.archive-extract-unfiltered
    archive.extractall()
    # ruleid: python.archive-extract-unfiltered
    tarfile.open(path).extractall(path=target, filter="data")
    with tarfile.open(path) as tar:
        # ok: python.archive-extract-unfiltered
        tar.extractall(target, filter="data")
    with tarfile.open(path) as tar:
        # ok: python.archive-extract-unfiltered
        tar.extractall(target, members=safe_members(tar, target))
    with zipfile.ZipFile(path) as archive:
        # ok: python.archive-extract-unfiltered
        archive.extractall(target)
    archive = tarfile.open(path)
    for member in archive.getmembers():
        # ruleid: python.archive-extract-unfiltered
        archive.extract(member, target, filter="data")


def checked(path, target):
    with tarfile.open(path) as tar:
        for member in tar.getmembers():
            if not inside(target, member.name):
                raise ValueError(member.name)
        # ok: python.archive-extract-unfiltered
        tar.extractall(target)
