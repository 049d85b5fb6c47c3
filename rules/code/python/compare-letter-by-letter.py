import hmac


def check_token(given, token):
    # ruleid: python.compare-letter-by-letter
    for a, b in zip(given, token):
        if a != b:
            return False
    return True


def verify_pin(given, pin):
    # ruleid: python.compare-letter-by-letter
    for i in range(len(pin)):
        if given[i] != pin[i]:
            return False
    return True


def compare_secret(given, secret):
    # ruleid: python.compare-letter-by-letter
    for i, letter in enumerate(given):
        if letter != secret[i]:
            return False
    return True


def strong(given, token):
    # ok: python.compare-letter-by-letter
    return hmac.compare_digest(given, token)


def sorted_rows(rows, others):
    # ok: python.compare-letter-by-letter
    for a, b in zip(rows, others):
        if a != b:
            return False
    return True


def check_all(given, token):
    result = 0
    # ok: python.compare-letter-by-letter
    for a, b in zip(given, token):
        result |= a ^ b
    return result == 0
