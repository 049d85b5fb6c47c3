const crypto = require("crypto");
const { createHash } = require("crypto");

function store(user, password, file) {
  // ruleid: javascript.weak-password-hash
  user.hash = crypto.createHash("md5").update(password).digest("hex");
  // ruleid: javascript.weak-password-hash
  user.hash = createHash("sha256").update(user.password + user.salt).digest("hex");
  // ruleid: javascript.weak-password-hash
  user.hash = crypto.createHash("SHA-512").update(`${salt}${password}`).digest("hex");
  // ruleid: javascript.weak-password-hash
  user.hash = crypto.createHmac("sha1", KEY).update(user.newPassword).digest("hex");
  // ok: javascript.weak-password-hash
  user.hash = crypto.scryptSync(password, crypto.randomBytes(16), 64);
  // ok: javascript.weak-password-hash
  user.etag = crypto.createHash("sha256").update(file).digest("hex");
  // ok: javascript.weak-password-hash
  user.hash = bcrypt.hashSync(password, 12);
  // ok: javascript.weak-password-hash
  user.token = crypto.createHash("sha256").update(user.passwordResetToken).digest("hex");
}
