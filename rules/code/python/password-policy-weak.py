def valid(password):
    # ruleid: python.password-policy-weak
    return len(password) >= 4


def check(user_password):
    # ruleid: python.password-policy-weak
    if len(user_password) < 6:
        raise ValueError("too short")


# ruleid: python.password-policy-weak
AUTH_PASSWORD_VALIDATORS = []


def strong(password):
    # ok: python.password-policy-weak
    if len(password) < 12:
        return False
    # ok: python.password-policy-weak
    if len(password) > 128:
        return False
    # ok: python.password-policy-weak
    return bool(password)


def name(user):
    # ok: python.password-policy-weak
    return len(user) >= 3
