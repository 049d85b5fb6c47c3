import hashlib
import hmac

from flask import abort, request


def check(key, body, signature):
    expected = hmac.new(key, body, hashlib.sha256).hexdigest()
    # ruleid: python.secret-compared-with-equals
    if signature == expected:
        return True
    # ruleid: python.secret-compared-with-equals
    if request.headers.get("X-Api-Key") != API_KEY:
        abort(401)
    # ruleid: python.secret-compared-with-equals
    if hmac.new(key, body, "sha256").digest() == signature:
        return True
    # ok: python.secret-compared-with-equals
    if hmac.compare_digest(expected, signature):
        return True
    # ok: python.secret-compared-with-equals
    if request.headers.get("Content-Type") == "application/json":
        return False
    # ok: python.secret-compared-with-equals
    if hashlib.sha256(body).hexdigest() == signature:
        return True
    return False


async def private(x_api_key: str = Header(...)):
    # ruleid: python.secret-compared-with-equals
    if x_api_key != API_KEY:
        raise PermissionError


async def language(accept_language: str = Header(...)):
    # ok: python.secret-compared-with-equals
    return accept_language == "de"
