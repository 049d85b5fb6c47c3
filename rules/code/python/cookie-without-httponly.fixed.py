def answer(response, token):
    # ruleid: python.cookie-without-httponly
    response.set_cookie("session", token, secure=True, httponly=True)
    # ruleid: python.cookie-without-httponly
    response.set_cookie("theme", "dark", httponly=True)
    # ruleid: python.cookie-without-httponly
    response.set_cookie(key="access_token", value=token, httponly=True)
    # ok: python.cookie-without-httponly
    response.set_cookie("session", token, secure=True, httponly=True)
    # ok: python.cookie-without-httponly
    response.set_cookie("theme", "dark", secure=True)
    # ok: python.cookie-without-httponly
    response.delete_cookie("session")


# ruleid: python.cookie-without-httponly
SESSION_COOKIE_HTTPONLY = False
