from flask import request, session


def admin():
    # ruleid: python.cookie-decides
    if request.cookies.get("is_admin") == "true":
        return "secret"
    # ruleid: python.cookie-decides
    role = request.cookies["role"]
    # ruleid: python.cookie-decides
    user = request.cookies.get("user_id")
    return role, user


def safe(signer):
    # ok: python.cookie-decides
    if session.get("is_admin"):
        return "secret"
    # ok: python.cookie-decides
    theme = request.cookies.get("theme")
    return theme


def signed(signer):
    # ok: python.cookie-decides
    user = signer.loads(request.cookies["user_id"])
    return user
