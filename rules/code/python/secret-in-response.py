from django.http import JsonResponse
from flask import Flask, jsonify

app = Flask(__name__)


@app.route("/user")
def user(found):
    # ruleid: python.secret-in-response
    first = jsonify({"name": found.name, "password_hash": found.password_hash})
    # ruleid: python.secret-in-response
    second = JsonResponse({"ssn": found.ssn})
    # ok: python.secret-in-response
    third = jsonify({"name": found.name})
    # ok: python.secret-in-response
    fourth = jsonify({"error": "wrong", "password": "required"})
    # ruleid: python.secret-in-response
    return {"name": found.name, "password": found.password}


def row(found):
    # ok: python.secret-in-response
    return {"name": found.name, "password": found.password}
