import hmac
import os

from Crypto.Cipher import AES
from cryptography.fernet import Fernet

KEY = b"0123456789abcdef0123456789abcdef"


def encrypt(iv, data):
    # ruleid: python.hardcoded-crypto-key
    first = AES.new(b"sixteen byte key", AES.MODE_CBC, iv)
    # ruleid: python.hardcoded-crypto-key
    second = AES.new(KEY, AES.MODE_GCM)
    # ruleid: python.hardcoded-crypto-key
    third = hmac.new("not-a-secret".encode(), data, "sha256")
    # ruleid: python.hardcoded-crypto-key
    fourth = Fernet(b"a-fixed-key-in-the-source")
    # ok: python.hardcoded-crypto-key
    fifth = Fernet(os.environ["DATA_KEY"])
    # ok: python.hardcoded-crypto-key
    sixth = AES.new(load_key(), AES.MODE_GCM)
    # ok: python.hardcoded-crypto-key
    seventh = Fernet(Fernet.generate_key())
    return first, second, third, fourth, fifth, sixth, seventh
