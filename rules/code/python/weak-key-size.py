from Crypto.PublicKey import RSA
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa

# ruleid: python.weak-key-size
first = rsa.generate_private_key(public_exponent=65537, key_size=1024)
# ruleid: python.weak-key-size
second = RSA.generate(1024)
# ruleid: python.weak-key-size
third = ec.generate_private_key(ec.SECP192R1())
BITS = 512
# ruleid: python.weak-key-size
fourth = dsa.generate_private_key(key_size=BITS)
# ok: python.weak-key-size
fifth = rsa.generate_private_key(public_exponent=65537, key_size=3072)
# ok: python.weak-key-size
sixth = RSA.generate(2048)
# ok: python.weak-key-size
seventh = ec.generate_private_key(ec.SECP256R1())
