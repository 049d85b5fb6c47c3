const crypto = require("crypto");

function token(data) {
  // ruleid: javascript.weak-hash
  return crypto.createHash("md5").update(data).digest("hex");
}

function sign(data, key) {
  // ruleid: javascript.weak-hash
  const digest = crypto.createHash("sha1").update(data).digest();
  // ruleid: javascript.weak-hash
  return crypto.createSign("RSA-SHA1").update(digest).sign(key);
}

function strong(data) {
  // ok: javascript.weak-hash
  return crypto.createHash("sha256").update(data).digest("hex");
}

function etag(data) {
  // ok: javascript.weak-hash
  res.set("ETag", crypto.createHash("md5").update(data).digest("hex"));
}

function mac(data, key) {
  // ok: javascript.weak-hash
  return crypto.createHmac("sha256", key).update(data).digest("hex");
}
