import random
import secrets
import string


def make_token():
    # ruleid: python.insecure-random
    return "".join(random.choice(string.ascii_letters) for _ in range(32))


def register(user):
    # ruleid: python.insecure-random
    password = "".join(random.choices(string.ascii_letters, k=12))
    # ruleid: python.insecure-random
    user.reset_token = random.getrandbits(128)
    # ruleid: python.insecure-random
    otp = random.randint(100000, 999999)
    # ok: python.insecure-random
    token = secrets.token_urlsafe(32)
    # ok: python.insecure-random
    colour = random.choice(["red", "green"])
    # ok: python.insecure-random
    secret = secrets.choice(string.ascii_letters)
    # ok: python.insecure-random
    key_frame = random.random()
    return password, otp, token, colour, secret, key_frame


def system():
    generator = random.SystemRandom()
    # ok: python.insecure-random
    password = generator.choice(string.ascii_letters)
    return password
