import hmac


def delete(user, request, token, expected):
    # ruleid: python.assert-for-security
    assert user.is_admin
    # ruleid: python.assert-for-security
    assert request.user.has_perm("app.delete"), "not allowed"
    # ruleid: python.assert-for-security
    assert hmac.compare_digest(token, expected)
    # ok: python.assert-for-security
    assert user is not None
    # ok: python.assert-for-security
    assert len(token) == 32
    if not user.is_admin:
        # ok: python.assert-for-security
        raise PermissionError
