def check(role, count, name):
    # ruleid: python.is-with-literal
    if role is "admin":
        return 1
    # ruleid: python.is-with-literal
    if count is 257:
        return 2
    # ruleid: python.is-with-literal
    if name is not "":
        return 3
    # ok: python.is-with-literal
    if role is None:
        return 4
    # ok: python.is-with-literal
    if count is not True:
        return 5
    # ok: python.is-with-literal
    if role == "admin":
        return 6
    return 7
