import hmac

import bcrypt
from werkzeug.security import check_password_hash


def login(user, password):
    # ruleid: python.answer-of-check-unused
    bcrypt.checkpw(password.encode(), user.password_hash)
    return start_session(user)


def webhook(request, secret):
    # ruleid: python.answer-of-check-unused
    hmac.compare_digest(request.headers["X-Signature"], sign(request.body, secret))
    return handle(request.json)


def save(request):
    form = ProfileForm(request.POST)
    # ruleid: python.answer-of-check-unused
    form.is_valid()
    form.save()


def checked(user, password):
    # ok: python.answer-of-check-unused
    if not bcrypt.checkpw(password.encode(), user.password_hash):
        raise PermissionError
    # ok: python.answer-of-check-unused
    right = check_password_hash(user.password_hash, password)
    # ok: python.answer-of-check-unused
    return right and hmac.compare_digest(user.token, password)


def serialized(request):
    serializer = ProfileSerializer(data=request.data)
    # ok: python.answer-of-check-unused
    serializer.is_valid(raise_exception=True)
    serializer.save()
