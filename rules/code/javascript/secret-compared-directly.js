const crypto = require("crypto");

function verify(signature, body, key) {
  const expected = crypto.createHmac("sha256", key).update(body).digest("hex");
  // ruleid: javascript.secret-compared-directly
  if (signature === expected) return true;
  const hmac = crypto.createHmac("sha256", key);
  hmac.update(body);
  // ruleid: javascript.secret-compared-directly
  if (hmac.digest("hex") !== signature) throw new Error("wrong signature");
  // ruleid: javascript.secret-compared-directly
  return signature == crypto.createHmac("sha256", key).update(body).digest("hex");
}

function verifySafely(signature, body, key) {
  const expected = crypto.createHmac("sha256", key).update(body).digest("hex");
  // ok: javascript.secret-compared-directly
  if (signature.length !== expected.length) return false;
  // ok: javascript.secret-compared-directly
  if (signature === undefined) return false;
  // ok: javascript.secret-compared-directly
  return crypto.timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
}
