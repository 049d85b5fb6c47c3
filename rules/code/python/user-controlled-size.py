import os
import time

from flask import Flask, request

app = Flask(__name__)


@app.route("/make")
def make():
    size = int(request.args["size"])
    # ruleid: python.user-controlled-size
    data = os.urandom(size)
    # ruleid: python.user-controlled-size
    time.sleep(float(request.args["delay"]))
    # ruleid: python.user-controlled-size
    text = "x" * size
    # ruleid: python.user-controlled-size
    for number in range(size):
        text += str(number)
    # ok: python.user-controlled-size
    small = os.urandom(min(size, 1024))
    # ok: python.user-controlled-size
    for name in request.args:
        text += name
    # ok: python.user-controlled-size
    for number in range(len(request.args["text"])):
        text += str(number)
    return data + small + text


@app.route("/checked")
def checked():
    size = int(request.args["size"])
    if size > 100:
        return "too many", 400
    # ok: python.user-controlled-size
    return "x" * size
