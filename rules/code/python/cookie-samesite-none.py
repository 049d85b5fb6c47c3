def answer(app, response, sid):
    # ruleid: python.cookie-samesite-none
    response.set_cookie("sid", sid, secure=True, httponly=True, samesite="None")
    # ruleid: python.cookie-samesite-none
    response.set_cookie("sid", sid, secure=True, httponly=True, samesite=None)
    # ruleid: python.cookie-samesite-none
    app.config["SESSION_COOKIE_SAMESITE"] = "None"
    # ok: python.cookie-samesite-none
    response.set_cookie("sid", sid, secure=True, httponly=True, samesite="Lax")
    # ok: python.cookie-samesite-none
    response.set_cookie("sid", sid, secure=True, httponly=True, samesite="Strict")
    # ok: python.cookie-samesite-none
    app.config["SESSION_COOKIE_SAMESITE"] = "Strict"
