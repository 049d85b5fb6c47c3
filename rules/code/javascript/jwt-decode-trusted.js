const jwt = require("jsonwebtoken");

function user(token) {
  // ruleid: javascript.jwt-decode-trusted
  const claims = jwt.decode(token);
  return claims.sub;
}

const lazy = (token, key) => {
  // ruleid: javascript.jwt-decode-trusted
  return jwt.verify(token, key, { algorithms: ["HS256"], ignoreExpiration: true });
};

function unsigned(token) {
  // ruleid: javascript.jwt-decode-trusted
  return jwt.verify(token, "", { algorithms: ["none"] });
}

function verified(token, key) {
  // ok: javascript.jwt-decode-trusted
  return jwt.verify(token, key, { algorithms: ["HS256"] });
}

function keyed(token, keys) {
  // ok: javascript.jwt-decode-trusted
  const { header } = jwt.decode(token, { complete: true });
  return jwt.verify(token, keys[header.kid], { algorithms: ["RS256"] });
}

function logged(token, key) {
  // ok: javascript.jwt-decode-trusted
  const claims = jwt.decode(token);
  return jwt.verify(token, key, { algorithms: ["HS256"] }) && claims;
}
