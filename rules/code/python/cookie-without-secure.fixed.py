def answer(response, token, options):
    # ruleid: python.cookie-without-secure
    response.set_cookie("session", token, secure=True)
    # ruleid: python.cookie-without-secure
    response.set_cookie("session", token, httponly=True, secure=True)
    # ruleid: python.cookie-without-secure
    response.set_cookie(key="session", value=token, max_age=3600, secure=True)
    # ok: python.cookie-without-secure
    response.set_cookie("session", token, secure=True, httponly=True, samesite="Lax")
    # ok: python.cookie-without-secure
    response.set_cookie("session", token, **options)
    # ok: python.cookie-without-secure
    response.delete_cookie("session")
    # ok: python.cookie-without-secure
    response.set_cookie("session", "", max_age=0)


# ruleid: python.cookie-without-secure
app.config["SESSION_COOKIE_SECURE"] = False
# ok: python.cookie-without-secure
app.config["SESSION_COOKIE_SECURE"] = True
