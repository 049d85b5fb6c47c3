import ctypes
import os
import sys
from pathlib import Path

# ruleid: python.search-path-writable
sys.path.insert(0, "/tmp/plugins")
# ruleid: python.search-path-writable
sys.path.append(".")
# ruleid: python.search-path-writable
os.environ["PATH"] = ".:" + os.environ["PATH"]
# ruleid: python.search-path-writable
library = ctypes.CDLL("/tmp/fast.so")
# ok: python.search-path-writable
sys.path.insert(0, str(Path(__file__).parent / "plugins"))
# ok: python.search-path-writable
os.environ["PATH"] = "/usr/bin:" + os.environ["PATH"]
# ok: python.search-path-writable
other = ctypes.CDLL("libc.so.6")
