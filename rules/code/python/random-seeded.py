import random
import secrets
import time

# ruleid: python.random-seeded
random.seed(int(time.time()))
# ruleid: python.random-seeded
generator = random.Random(time.time())


def make_token():
    # ruleid: python.random-seeded
    random.seed(1234)
    return random.getrandbits(64)


def shuffle(rows):
    # ok: python.random-seeded
    random.seed(42)
    random.shuffle(rows)
    # ok: python.random-seeded
    other = random.Random(7)
    return other.sample(rows, 3)


def strong_token():
    # ok: python.random-seeded
    return secrets.token_hex(16)
