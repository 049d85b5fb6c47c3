const bcrypt = require("bcrypt");
const crypto = require("crypto");

async function hash(password, salt) {
  // ruleid: javascript.password-low-work-factor
  await bcrypt.hash(password, 4);
  // ruleid: javascript.password-low-work-factor
  crypto.pbkdf2Sync(password, salt, 1000, 32, "sha256");
  // ruleid: javascript.password-low-work-factor
  bcrypt.genSaltSync(5);
  // ok: javascript.password-low-work-factor
  await bcrypt.hash(password, 12);
  // ok: javascript.password-low-work-factor
  crypto.pbkdf2Sync(password, salt, 600000, 32, "sha256");
  // ok: javascript.password-low-work-factor
  await bcrypt.hash(password, ROUNDS);
}
