from flask import request


def admin(current_user):
    # ruleid: python.address-as-login
    if request.headers.get("X-Forwarded-For") == "10.0.0.1":
        return "panel"
    # ruleid: python.address-as-login
    if request.remote_addr == "127.0.0.1":
        return "panel"
    came = request.headers.get("Referer")
    # ruleid: python.address-as-login
    if came == "https://example.org/admin":
        return "panel"
    # ok: python.address-as-login
    if current_user.is_admin:
        return "panel"
    # ok: python.address-as-login
    if request.headers.get("Accept") == "text/html":
        return "page"
    # ok: python.address-as-login
    address = request.remote_addr
    return address
