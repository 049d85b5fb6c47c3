function check(provided, expectedToken) {
  // ruleid: javascript.secret-compared-by-name
  return provided === expectedToken;
}

app.post("/hook", (req, res) => {
  const key = req.get("x-api-key");
  // ruleid: javascript.secret-compared-by-name
  if (key !== config.apiKey) return res.sendStatus(401);
  res.sendStatus(204);
});

function verify(signature, expectedSignature) {
  // ruleid: javascript.secret-compared-by-name
  return signature == expectedSignature;
}

function checkSafely(provided, expectedToken) {
  const a = Buffer.from(provided);
  const b = Buffer.from(expectedToken);
  // ok: javascript.secret-compared-by-name
  return a.length === b.length && crypto.timingSafeEqual(a, b);
}

function missing(expectedToken) {
  // ok: javascript.secret-compared-by-name
  return expectedToken === undefined;
}

function same(password, confirmPassword) {
  // ok: javascript.secret-compared-by-name
  return password === confirmPassword;
}
