import hashlib

import argon2
import bcrypt


def store(password, data, user):
    # ruleid: python.password-fast-hash
    first = hashlib.md5(password.encode()).hexdigest()
    # ruleid: python.password-fast-hash
    second = hashlib.sha256((password + SALT).encode("utf-8")).hexdigest()
    # ruleid: python.password-fast-hash
    third = hashlib.sha1(user.password.encode()).hexdigest()
    # ruleid: python.password-fast-hash
    fourth = hashlib.new("sha512", bytes(password, "utf-8"))
    # ok: python.password-fast-hash
    fifth = argon2.PasswordHasher().hash(password)
    # ok: python.password-fast-hash
    sixth = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
    # ok: python.password-fast-hash
    seventh = hashlib.scrypt(password.encode(), salt=user.salt, n=2**14, r=8, p=1)
    # ok: python.password-fast-hash
    eighth = hashlib.sha256(data.encode()).hexdigest()
    return first, second, third, fourth, fifth, sixth, seventh, eighth
