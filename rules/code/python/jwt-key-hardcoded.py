import os

import jwt

SECRET = "fixed-signing-key"


def issue(claims, token, settings):
    # ruleid: python.jwt-key-hardcoded
    first = jwt.encode(claims, "my-signing-key", algorithm="HS256")
    # ruleid: python.jwt-key-hardcoded
    second = jwt.encode(claims, SECRET, algorithm="HS256")
    # ruleid: python.jwt-key-hardcoded
    third = jwt.decode(token, "my-signing-key", algorithms=["HS256"])
    # ok: python.jwt-key-hardcoded
    fourth = jwt.encode(claims, os.environ["JWT_KEY"], algorithm="HS256")
    # ok: python.jwt-key-hardcoded
    fifth = jwt.decode(token, settings.key, algorithms=["HS256"])
    # ok: python.jwt-key-hardcoded
    sixth = jwt.get_unverified_header(token)
    return first, second, third, fourth, fifth, sixth


class TokenService:
    SIGNING_KEY = "signing-key-of-the-service"
    key_name = "TOKEN_KEY"

    def issue(self, user):
        # ruleid: python.jwt-key-hardcoded
        return jwt.encode({"sub": user}, self.SIGNING_KEY, algorithm="HS256")

    def issue_with(self, user):
        # ok: python.jwt-key-hardcoded
        return jwt.encode({"sub": user}, os.environ[self.key_name], algorithm="HS256")
