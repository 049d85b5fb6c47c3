# ruleid: python.check-always-passes
def authenticate(name, password):
    return True


# ruleid: python.check-always-passes
def check_permission(user, action):
    """Whether the user may do this."""
    # TODO: look
    return True


class Policy:
    # ruleid: python.check-always-passes
    def is_admin(self, user):
        return True

    # ok: python.check-always-passes
    def is_authorized(self, user):
        return user.role == "editor"


# ruleid: python.check-always-passes
async def verify_token(token: str) -> bool:
    return True


class AllowAny(Policy):
    # ok: python.check-always-passes
    def has_permission(self, request, view):
        return True


class Administrator:
    # ok: python.check-always-passes
    @property
    def is_admin(self):
        return True


# ok: python.check-always-passes
def is_ready(service):
    return True


# ok: python.check-always-passes
def authorize(user):
    if not user.active:
        return False
    return True
