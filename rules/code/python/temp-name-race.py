import os
import tempfile
from tempfile import mktemp

# ruleid: python.temp-name-race
first = tempfile.mktemp()
# ruleid: python.temp-name-race
second = mktemp(suffix=".txt")
# ruleid: python.temp-name-race
third = os.tempnam()
# ok: python.temp-name-race
handle, path = tempfile.mkstemp()
# ok: python.temp-name-race
fifth = tempfile.NamedTemporaryFile(delete=False)
# ok: python.temp-name-race
sixth = tempfile.mkdtemp()
