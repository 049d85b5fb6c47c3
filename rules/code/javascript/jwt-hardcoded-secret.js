const jwt = require("jsonwebtoken");
const session = require("express-session");

function issue(claims, token) {
  // ruleid: javascript.jwt-hardcoded-secret
  const one = jwt.sign(claims, "my-secret-key", { expiresIn: "1h" });
  // ruleid: javascript.jwt-hardcoded-secret
  const two = jwt.verify(token, process.env.JWT_SECRET || "change-me");
  // ok: javascript.jwt-hardcoded-secret
  const three = jwt.sign(claims, process.env.JWT_SECRET, { expiresIn: "1h" });
  // ok: javascript.jwt-hardcoded-secret
  const four = jwt.verify(token, config.jwtSecret);
  return [one, two, three, four];
}

// ruleid: javascript.jwt-hardcoded-secret
app.use(session({ secret: "keyboard cat", resave: false }));
// ruleid: javascript.jwt-hardcoded-secret
passport.use(new JwtStrategy({ jwtFromRequest, secretOrKey: "s3cr3t" }, verify));
// ok: javascript.jwt-hardcoded-secret
app.use(session({ secret: process.env.SESSION_SECRET, resave: false }));
