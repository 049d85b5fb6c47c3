from flask import request, session


def panel(current_user):
    # ruleid: python.request-decides-role
    if request.args.get("role") == "admin":
        return "panel"
    role = request.form.get("role")
    # ruleid: python.request-decides-role
    if role == "admin":
        return "panel"
    # ruleid: python.request-decides-role
    if request.headers.get("X-Role") == "root":
        return "panel"
    return ""


def safe(current_user):
    # ok: python.request-decides-role
    if current_user.role == "admin":
        return "panel"
    # ok: python.request-decides-role
    if request.args.get("page") == "admin":
        return "page"
    # ok: python.request-decides-role
    if session.get("role") == "admin":
        return "panel"
    return ""
