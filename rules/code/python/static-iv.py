import os

from Crypto.Cipher import AES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def encrypt(key, received):
    # ruleid: python.static-iv
    first = AES.new(key, AES.MODE_CBC, b"0123456789abcdef")
    # ruleid: python.static-iv
    second = Cipher(algorithms.AES(key), modes.CBC(b"\x00" * 16))
    iv = b"abcdefghijklmnop"
    # ruleid: python.static-iv
    third = AES.new(key, AES.MODE_CBC, iv=iv)
    # ruleid: python.static-iv
    fourth = AES.new(key, AES.MODE_CBC, bytes(16))
    # ok: python.static-iv
    fifth = AES.new(key, AES.MODE_CBC, os.urandom(16))
    # ok: python.static-iv
    sixth = AES.new(key, AES.MODE_CBC, iv=received[:16])
    # ok: python.static-iv
    seventh = AES.new(key, AES.MODE_GCM)
    return first, second, third, fourth, fifth, sixth, seventh
