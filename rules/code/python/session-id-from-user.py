import secrets

from flask import make_response, request, session


def login():
    # ruleid: python.session-id-from-user
    session.sid = request.args["sid"]
    # ruleid: python.session-id-from-user
    session["session_id"] = request.form.get("session_id")
    response = make_response("ok")
    # ruleid: python.session-id-from-user
    response.set_cookie("sessionid", request.args["sid"], secure=True, httponly=True)
    return response


def safe(user):
    session.clear()
    # ok: python.session-id-from-user
    session["user_id"] = user.id
    response = make_response("ok")
    # ok: python.session-id-from-user
    response.set_cookie("sessionid", secrets.token_urlsafe(32), secure=True, httponly=True)
    # ok: python.session-id-from-user
    response.set_cookie("lang", request.args["lang"])
    return response
