from Crypto.Cipher import AES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def encrypt(key, iv):
    # ruleid: python.ecb-mode
    first = AES.new(key, AES.MODE_ECB)
    # ruleid: python.ecb-mode
    second = Cipher(algorithms.AES(key), modes.ECB())
    # ruleid: python.ecb-mode
    third = AES.new(key, mode=AES.MODE_ECB)
    # ok: python.ecb-mode
    fourth = AES.new(key, AES.MODE_GCM)
    # ok: python.ecb-mode
    fifth = Cipher(algorithms.AES(key), modes.GCM(iv))
    # ok: python.ecb-mode
    sixth = AES.new(key, AES.MODE_CBC, iv)
    return first, second, third, fourth, fifth, sixth
