import hashlib

from Crypto.Hash import MD5


def digest(data):
    # ruleid: python.weak-hash
    first = hashlib.md5(data)
    # ruleid: python.weak-hash
    second = hashlib.sha1()
    # ruleid: python.weak-hash
    third = hashlib.new("md5", data)
    # ruleid: python.weak-hash
    fourth = MD5.new(data)
    # ok: python.weak-hash
    fifth = hashlib.sha256(data)
    # ok: python.weak-hash
    sixth = hashlib.md5(data, usedforsecurity=False)
    # ok: python.weak-hash
    seventh = hashlib.new("sha256", data)
    return first, second, third, fourth, fifth, sixth, seventh


def signed(customer):
    # ruleid: python.weak-hash
    return hashlib.sha1(f"{customer}:licence".encode()).hexdigest()
