const jwt = require("jsonwebtoken");

function tokens(payload, token, key) {
  // ruleid: javascript.jwt-none-algorithm
  const one = jwt.sign(payload, "", { algorithm: "none" });
  // ruleid: javascript.jwt-none-algorithm
  const two = jwt.verify(token, key, { algorithms: ["HS256", "none"] });
  // ruleid: javascript.jwt-none-algorithm
  const header = { alg: "none", typ: "JWT" };
  // ok: javascript.jwt-none-algorithm
  const three = jwt.sign(payload, key, { algorithm: "HS256" });
  // ok: javascript.jwt-none-algorithm
  const four = jwt.verify(token, key, { algorithms: ["HS256"] });
  // ok: javascript.jwt-none-algorithm
  const display = { alg: "none", label: "No algorithm" };
  return [one, two, header, three, four, display];
}
