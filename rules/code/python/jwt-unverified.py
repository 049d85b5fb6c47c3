import jwt


def read(token, key):
    # ruleid: python.jwt-unverified
    first = jwt.decode(token, options={"verify_signature": False})
    # ruleid: python.jwt-unverified
    second = jwt.decode(token, key, verify=False)
    # ruleid: python.jwt-unverified
    third = jwt.decode(token, key, algorithms=["HS256", "none"])
    # ruleid: python.jwt-unverified
    fourth = jwt.encode({"user": 1}, None, algorithm="none")
    # ok: python.jwt-unverified
    fifth = jwt.decode(token, key, algorithms=["RS256"])
    # ok: python.jwt-unverified
    sixth = jwt.get_unverified_header(token)["kid"]
    # ok: python.jwt-unverified
    seventh = jwt.decode(token, key, algorithms=["RS256"], options={"require": ["exp"]})
    return first, second, third, fourth, fifth, sixth, seventh
