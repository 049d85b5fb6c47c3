// ruleid: javascript.check-always-passes
function authenticate(name, password) {
  return true;
}

// ruleid: javascript.check-always-passes
const isAdmin = (user) => true;

// ruleid: javascript.check-always-passes
export const verifyToken = async (token) => {
  // TODO: verify
  return true;
};

class Policy {
  // ruleid: javascript.check-always-passes
  hasPermission(user, action) {
    return true;
  }
  // ok: javascript.check-always-passes
  isAuthorized(user) {
    return user.role === "editor";
  }
}

class PublicGuard extends Guard {
  // ok: javascript.check-always-passes
  canActivate() {
    return true;
  }
}

// ok: javascript.check-always-passes
const isReady = () => true;

// ok: javascript.check-always-passes
function authorize(user) {
  if (!user.active) return false;
  return true;
}
