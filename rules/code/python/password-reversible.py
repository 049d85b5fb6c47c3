import base64
import codecs


def store(user, password, fernet, token):
    # ruleid: python.password-reversible
    user.password = base64.b64encode(password.encode())
    # ruleid: python.password-reversible
    user.secret = fernet.encrypt(password.encode("utf-8"))
    # ruleid: python.password-reversible
    user.hidden = codecs.encode(password, "rot13")
    # ok: python.password-reversible
    user.picture = base64.b64encode(user.image)
    # ok: python.password-reversible
    user.token = fernet.encrypt(token.encode())
    # ok: python.password-reversible
    user.auth = base64.b64encode(f"{user.name}:{password}".encode())
