from flask import request, session


def orders():
    # ruleid: python.identity-trusted-from-request
    user = request.headers.get("X-User-Id")
    # ruleid: python.identity-trusted-from-request
    session["user"] = request.args["username"]
    # ruleid: python.identity-trusted-from-request
    session["id"] = request.cookies.get("user_id")
    # ok: python.identity-trusted-from-request
    agent = request.headers.get("User-Agent")
    # ok: python.identity-trusted-from-request
    session["lang"] = request.args["lang"]
    # ok: python.identity-trusted-from-request
    name = session.get("username")
    return user, agent, name
