import os
import tempfile
from pathlib import Path

# ruleid: python.temp-file-fixed-name
first = open("/tmp/report.txt", "w")
# ruleid: python.temp-file-fixed-name
Path("/var/tmp/state").write_text("x")
PATH = "/tmp/cache.bin"
# ruleid: python.temp-file-fixed-name
second = open(PATH, "wb")
# ok: python.temp-file-fixed-name
third = open("/tmp/report.txt", "r")
# ok: python.temp-file-fixed-name
fourth = tempfile.NamedTemporaryFile("w", suffix=".txt")
# ok: python.temp-file-fixed-name
fifth = open("/srv/app/report.txt", "w")
# ok: python.temp-file-fixed-name
sixth = os.open("/tmp/lock", os.O_CREAT | os.O_EXCL)


def spool(data):
    name = f"/tmp/spool-{os.getpid()}.dat"
    # ruleid: python.temp-file-fixed-name
    with open(name, "wb") as file:
        file.write(data)
