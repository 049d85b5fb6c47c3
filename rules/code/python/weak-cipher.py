from Crypto.Cipher import AES, ARC4, DES, ChaCha20_Poly1305
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def encrypt(key, iv, data):
    # ruleid: python.weak-cipher
    first = DES.new(key, DES.MODE_CBC, iv)
    # ruleid: python.weak-cipher
    second = ARC4.new(key)
    # ruleid: python.weak-cipher
    third = Cipher(algorithms.TripleDES(key), modes.CBC(iv))
    # ok: python.weak-cipher
    fourth = AES.new(key, AES.MODE_GCM)
    # ok: python.weak-cipher
    fifth = AESGCM(key).encrypt(iv, data, None)
    # ok: python.weak-cipher
    sixth = ChaCha20_Poly1305.new(key=key)
    return first, second, third, fourth, fifth, sixth
