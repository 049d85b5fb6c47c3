def login(find, name, password):
    user = find(name)
    if user is None:
        # ruleid: python.user-enumeration
        return "User not found", 404
    if not user.check(password):
        return "Wrong password", 401
    return "ok"


def sign_in(find, name, password):
    user = find(name)
    if not user:
        # ruleid: python.user-enumeration
        return {"error": "No such account"}
    if not user.check(password):
        return {"error": "Incorrect password"}
    return {}


def enter(find, name, password):
    if name not in find.users:
        # ruleid: python.user-enumeration
        raise ValueError("Username does not exist")
    if find.users[name] != password:
        raise ValueError("Invalid password")


def same(find, name, password):
    user = find(name)
    if user is None or not user.check(password):
        # ok: python.user-enumeration
        return "Invalid username or password", 401
    return "ok"


def profile(find, name):
    if find(name) is None:
        # ok: python.user-enumeration
        return "User not found", 404
    return "ok"


def change(user, old):
    if not user.check(old):
        # ok: python.user-enumeration
        return "Wrong password", 401
    return "ok"
