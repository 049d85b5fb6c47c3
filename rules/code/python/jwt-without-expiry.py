import jwt


def issue(user, key, soon):
    # ruleid: python.jwt-without-expiry
    first = jwt.encode({"sub": user.id}, key, algorithm="HS256")
    claims = {"sub": user.id, "role": user.role}
    # ruleid: python.jwt-without-expiry
    second = jwt.encode(claims, key, algorithm="HS256")
    return first, second


def read(token, key):
    # ruleid: python.jwt-without-expiry
    return jwt.decode(token, key, algorithms=["HS256"], options={"verify_exp": False})


def issue_safely(user, key, soon):
    # ok: python.jwt-without-expiry
    first = jwt.encode({"sub": user.id, "exp": soon}, key, algorithm="HS256")
    claims = {"sub": user.id}
    claims["exp"] = soon
    # ok: python.jwt-without-expiry
    second = jwt.encode(claims, key, algorithm="HS256")
    return first, second


def issue_given(claims, key):
    # ok: python.jwt-without-expiry
    return jwt.encode(claims, key, algorithm="HS256")
