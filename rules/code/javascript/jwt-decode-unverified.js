const jwt = require("jsonwebtoken");

function authenticate(req, res, next) {
  const token = req.headers.authorization.split(" ")[1];
  // ruleid: javascript.jwt-decode-unverified
  req.user = jwt.decode(token);
  const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64").toString());
  // ruleid: javascript.jwt-decode-unverified
  if (claims.role === "admin") { return next(); }
  // ruleid: javascript.jwt-decode-unverified
  User.findById(jwt.decode(token).sub).then(next);
  // ok: javascript.jwt-decode-unverified
  req.user = jwt.verify(token, KEY, { algorithms: ["RS256"] });
  const header = jwt.decode(token, { complete: true }).header;
  // ok: javascript.jwt-decode-unverified
  const key = keys.get(header.kid);
  const verified = jwt.verify(token, key);
  // ok: javascript.jwt-decode-unverified
  if (verified.role === "admin") { return next(); }
}
