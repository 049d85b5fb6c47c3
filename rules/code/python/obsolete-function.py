import crypt
import imp
import importlib.util
import os
import subprocess


def old(path, word):
    # ruleid: python.obsolete-function
    module = imp.load_source("plugin", path)
    # ruleid: python.obsolete-function
    pipe = os.popen2("ls")
    # ruleid: python.obsolete-function
    digest = crypt.crypt(word)
    return module, pipe, digest


def new(path):
    # ok: python.obsolete-function
    spec = importlib.util.spec_from_file_location("plugin", path)
    # ok: python.obsolete-function
    listing = subprocess.run(["ls"], capture_output=True, check=True)
    # ok: python.obsolete-function
    name = os.path.basename(path)
    return spec, listing, name
