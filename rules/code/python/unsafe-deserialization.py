import base64
import hashlib
import hmac
import json
import pickle
import socket

import yaml
from flask import Flask, abort, request

app = Flask(__name__)
KEY = load_key()


@app.post("/state")
def state():
    # ruleid: python.unsafe-deserialization
    first = pickle.loads(request.data)
    # ruleid: python.unsafe-deserialization
    second = pickle.loads(base64.b64decode(request.cookies["state"]))
    # ruleid: python.unsafe-deserialization
    third = yaml.load(request.get_data(), Loader=yaml.Loader)
    # ruleid: python.unsafe-deserialization
    fourth = pickle.load(request.files["model"])
    # ok: python.unsafe-deserialization
    fifth = json.loads(request.data)
    # ok: python.unsafe-deserialization
    sixth = yaml.safe_load(request.get_data())
    # ok: python.unsafe-deserialization
    seventh = pickle.loads(pickle.dumps({"a": 1}))
    return str((first, second, third, fourth, fifth, sixth, seventh))


def serve(port):
    server = socket.create_server(("127.0.0.1", port))
    connection, _ = server.accept()
    data = connection.recv(4096)
    # ruleid: python.unsafe-deserialization
    return pickle.loads(data)


@app.post("/signed")
def signed():
    body = request.get_data()
    expected = hmac.new(KEY, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers["X-Signature"]):
        abort(403)
    # ok: python.unsafe-deserialization
    return str(pickle.loads(body))
