import datetime


def remember(response, token, password):
    # ruleid: python.persistent-secret-cookie
    response.set_cookie("session", token, max_age=31536000, secure=True, httponly=True)
    # ruleid: python.persistent-secret-cookie
    response.set_cookie("auth_token", token, expires=datetime.datetime.now() + datetime.timedelta(days=365))
    # ruleid: python.persistent-secret-cookie
    response.set_cookie("password", password, secure=True, httponly=True)
    # ok: python.persistent-secret-cookie
    response.set_cookie("session", token, secure=True, httponly=True)
    # ok: python.persistent-secret-cookie
    response.set_cookie("session", token, max_age=3600, secure=True, httponly=True)
    # ok: python.persistent-secret-cookie
    response.set_cookie("theme", "dark", max_age=31536000)
