import json
import os
import platform

from flask import Flask, jsonify

app = Flask(__name__)


@app.route("/debug")
def debug():
    # ruleid: python.environment-to-client
    return jsonify(dict(os.environ))


@app.route("/env")
def env():
    # ruleid: python.environment-to-client
    return json.dumps(dict(os.environ))


@app.route("/about")
def about():
    # ruleid: python.environment-to-client
    return platform.platform()


@app.route("/version")
def version():
    # ok: python.environment-to-client
    return jsonify(version=os.environ.get("VERSION"))


@app.route("/name")
def name():
    # ok: python.environment-to-client
    return jsonify(name=app.config["NAME"])


def child():
    # ok: python.environment-to-client
    return dict(os.environ, PATH="/usr/bin")
