from passlib.context import CryptContext
from passlib.hash import md5_crypt
from werkzeug.security import generate_password_hash

# ruleid: python.weak-password-hasher
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# ruleid: python.weak-password-hasher
context = CryptContext(schemes=["plaintext"])
# ruleid: python.weak-password-hasher
first = generate_password_hash(password, method="sha256")
# ok: python.weak-password-hasher
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# ok: python.weak-password-hasher
strong = CryptContext(schemes=["argon2", "md5_crypt"])
# ok: python.weak-password-hasher
second = generate_password_hash(password, method="scrypt")
