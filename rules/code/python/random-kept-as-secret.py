import random
import secrets

import flask
from flask import make_response, session


def remember():
    value = str(random.random())[2:]
    # ruleid: python.random-kept-as-secret
    session["remember"] = value
    number = random.randint(0, 2**32)
    # ruleid: python.random-kept-as-secret
    flask.session["key"] = f"u{number}"
    response = make_response("ok")
    # ruleid: python.random-kept-as-secret
    response.set_cookie("remember", str(number), secure=True, httponly=True)
    return response


def strong():
    # ok: python.random-kept-as-secret
    session["remember"] = secrets.token_urlsafe(32)
    # ok: python.random-kept-as-secret
    session["key"] = str(random.SystemRandom().randint(0, 2**64))
    # ok: python.random-kept-as-secret
    session["name"] = "random.random()"
    return session["name"]
