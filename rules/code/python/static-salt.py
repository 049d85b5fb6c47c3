import hashlib
import os

import bcrypt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC


def derive(password, stored):
    # ruleid: python.static-salt
    first = hashlib.pbkdf2_hmac("sha256", password, b"salt", 600_000)
    # ruleid: python.static-salt
    second = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=b"0123456789abcdef", iterations=600_000)
    salt = b"constant"
    # ruleid: python.static-salt
    third = hashlib.scrypt(password, salt=salt, n=16384, r=8, p=1)
    # ok: python.static-salt
    fourth = hashlib.pbkdf2_hmac("sha256", password, os.urandom(16), 600_000)
    # ok: python.static-salt
    fifth = bcrypt.hashpw(password, bcrypt.gensalt())
    # ok: python.static-salt
    sixth = hashlib.pbkdf2_hmac("sha256", password, stored.salt, 600_000)
    return first, second, third, fourth, fifth, sixth
