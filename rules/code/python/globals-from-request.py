import os

from flask import Flask, request

app = Flask(__name__)


@app.route("/set", methods=["POST"])
def configure():
    # ruleid: python.globals-from-request
    globals().update(request.form)
    # ruleid: python.globals-from-request
    app.config.update(request.get_json())
    # ruleid: python.globals-from-request
    os.environ[request.form["name"]] = "1"
    # ok: python.globals-from-request
    app.config.update(NAME="x")
    # ok: python.globals-from-request
    limits = {"limit": int(request.form["limit"])}
    # ok: python.globals-from-request
    os.environ["LIMIT"] = str(limits["limit"])
    return "ok"
