# ruleid: python.user-enumeration
def login(find, name, password):
    user = find(name)
    if user is None:
        return "User not found", 404
    if not user.check(password):
        return "Wrong password", 401
    return "ok"


# ruleid: python.user-enumeration
def sign_in(find, name, password):
    user = find(name)
    if not user:
        return {"error": "No such account"}
    if not user.check(password):
        return {"error": "Incorrect password"}
    return {}


# ruleid: python.user-enumeration
def enter(find, name, password):
    if name not in find.users:
        raise ValueError("Username does not exist")
    if find.users[name] != password:
        raise ValueError("Invalid password")


# ok: python.user-enumeration
def same(find, name, password):
    user = find(name)
    if user is None or not user.check(password):
        return "Invalid username or password", 401
    return "ok"


# ok: python.user-enumeration
def profile(find, name):
    if find(name) is None:
        return "User not found", 404
    return "ok"


# ok: python.user-enumeration
def change(user, old):
    if not user.check(old):
        return "Wrong password", 401
    return "ok"
