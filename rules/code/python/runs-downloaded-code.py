import hashlib
import os
import subprocess
import urllib.request

import requests

URL = "https://example.org/plugin.py"


def first():
    # ruleid: python.runs-downloaded-code
    exec(requests.get(URL, timeout=9).text)


def second():
    code = urllib.request.urlopen(URL).read()
    # ruleid: python.runs-downloaded-code
    exec(code)


def third():
    # ruleid: python.runs-downloaded-code
    subprocess.run("curl -s https://example.org/install.sh | sh", shell=True, check=True)


def fourth():
    urllib.request.urlretrieve("https://example.org/setup", "setup")
    os.chmod("setup", 0o700)
    # ruleid: python.runs-downloaded-code
    subprocess.run(["./run", "setup"], check=True)


def checked(pinned):
    code = urllib.request.urlopen(URL).read()
    if hashlib.sha256(code).hexdigest() != pinned:
        raise ValueError("changed")
    # ok: python.runs-downloaded-code
    exec(code)


def data():
    # ok: python.runs-downloaded-code
    return requests.get(URL, timeout=9).json()


def saved():
    # ok: python.runs-downloaded-code
    subprocess.run(["curl", "-o", "page.html", "https://example.org/"], check=True)


def own():
    # ok: python.runs-downloaded-code
    exec(open("own.py").read())
