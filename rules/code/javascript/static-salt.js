const crypto = require("crypto");

function derive(password, salt) {
  // ruleid: javascript.static-salt
  const one = crypto.pbkdf2Sync(password, "my-static-salt", 600000, 32, "sha256");
  const fixed = Buffer.from("0123456789abcdef");
  // ruleid: javascript.static-salt
  const two = crypto.scryptSync(password, fixed, 64);
  // ruleid: javascript.static-salt
  const three = bcrypt.hashSync(password, "$2b$10$abcdefghijklmnopqrstuv");
  const random = crypto.randomBytes(16);
  // ok: javascript.static-salt
  const four = crypto.pbkdf2Sync(password, random, 600000, 32, "sha256");
  // ok: javascript.static-salt
  const five = crypto.scryptSync(password, salt, 64);
  // ok: javascript.static-salt
  const six = bcrypt.hashSync(password, 12);
  return [one, two, three, four, five, six];
}
