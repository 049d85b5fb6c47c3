import hashlib

import bcrypt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC


def derive(password, salt, rounds):
    # ruleid: python.password-low-work-factor
    first = hashlib.pbkdf2_hmac("sha256", password, salt, 1000)
    # ruleid: python.password-low-work-factor
    second = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=10000)
    # ruleid: python.password-low-work-factor
    third = bcrypt.gensalt(rounds=4)
    # ok: python.password-low-work-factor
    fourth = hashlib.pbkdf2_hmac("sha256", password, salt, 600_000)
    # ok: python.password-low-work-factor
    fifth = bcrypt.gensalt()
    # ok: python.password-low-work-factor
    sixth = hashlib.pbkdf2_hmac("sha256", password, salt, rounds)
    return first, second, third, fourth, fifth, sixth
