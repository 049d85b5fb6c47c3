import hashlib
import secrets
import time
import uuid


def start(user):
    # ruleid: python.token-from-time
    token = hashlib.sha256(str(time.time()).encode()).hexdigest()
    # ruleid: python.token-from-time
    user.session_id = str(uuid.uuid1())
    # ruleid: python.token-from-time
    reset_token = f"{user.id}-{int(time.time())}"
    return token, reset_token


def make_api_key():
    # ruleid: python.token-from-time
    return uuid.uuid1().hex


def strong(user):
    # ok: python.token-from-time
    token = secrets.token_urlsafe(32)
    # ok: python.token-from-time
    session_id = str(uuid.uuid4())
    # ok: python.token-from-time
    token_expires = str(time.time())
    # ok: python.token-from-time
    name = f"{user.id}-{int(time.time())}"
    return token, session_id, token_expires, name
