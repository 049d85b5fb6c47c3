import os
from pathlib import Path

from flask import Flask, abort, request, send_file, send_from_directory
from werkzeug.utils import safe_join, secure_filename

app = Flask(__name__)
BASE = Path("/srv/files").resolve()
PAGES = {"home": "home.html"}


@app.route("/read")
def read():
    name = request.args["name"]
    # ruleid: python.path-traversal
    first = open("/srv/files/" + name).read()
    # ruleid: python.path-traversal
    second = open(os.path.join("/srv/files", name)).read()
    # ruleid: python.path-traversal
    os.remove(f"/srv/files/{name}")
    # ruleid: python.path-traversal
    third = (BASE / name).read_text()
    # ok: python.path-traversal
    fourth = open(os.path.join("/srv/files", secure_filename(name))).read()
    # ok: python.path-traversal
    fifth = open(os.path.join("/srv/files", os.path.basename(name))).read()
    # ok: python.path-traversal
    sixth = open(PAGES[name]).read()
    return first + second + third + fourth + fifth + sixth


@app.route("/download/<path:name>")
def download(name):
    # ruleid: python.path-traversal
    return send_file("/srv/files/" + name)


@app.route("/served/<path:name>")
def served(name):
    # ok: python.path-traversal
    return send_from_directory("/srv/files", name)


@app.route("/joined/<path:name>")
def joined(name):
    path = safe_join("/srv/files", name)
    # ok: python.path-traversal
    return send_file(path)


@app.route("/resolved/<path:name>")
def resolved(name):
    path = (BASE / name).resolve()
    if not path.is_relative_to(BASE):
        abort(404)
    # ok: python.path-traversal
    return send_file(path)


@app.route("/checked/<path:name>")
def checked(name):
    path = os.path.realpath(os.path.join("/srv/files", name))
    if not path.startswith("/srv/files/"):
        abort(404)
    # ok: python.path-traversal
    with open(path) as file:
        return file.read()


@app.route("/numbered/<int:number>")
def numbered(number):
    # ok: python.path-traversal
    return send_file(f"/srv/files/{number}.pdf")


def fixed(request):
    # ok: python.path-traversal
    return open("/srv/files/readme.txt").read() + request.GET["suffix"]
