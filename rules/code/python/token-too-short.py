import os
import secrets

# ruleid: python.token-too-short
first = secrets.token_hex(2)
# ruleid: python.token-too-short
second = secrets.token_urlsafe(4)
# ruleid: python.token-too-short
third = os.urandom(3)
# ruleid: python.token-too-short
fourth = secrets.randbits(32)
# ok: python.token-too-short
fifth = secrets.token_hex(16)
# ok: python.token-too-short
sixth = secrets.token_urlsafe()
# ok: python.token-too-short
seventh = os.urandom(12)
# ok: python.token-too-short
eighth = secrets.randbits(128)
