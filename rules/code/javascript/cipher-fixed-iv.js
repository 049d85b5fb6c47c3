const crypto = require("crypto");

const IV = Buffer.alloc(16, 0);

function encrypt(key, iv) {
  // ruleid: javascript.cipher-fixed-iv
  const one = crypto.createCipheriv("aes-256-gcm", key, Buffer.alloc(12));
  // ruleid: javascript.cipher-fixed-iv
  const two = crypto.createCipheriv("aes-256-cbc", key, "0123456789abcdef");
  // ruleid: javascript.cipher-fixed-iv
  const three = crypto.createCipheriv("aes-256-cbc", key, Buffer.from("00112233445566778899aabbccddeeff", "hex"));
  // ruleid: javascript.cipher-fixed-iv
  const four = crypto.createCipheriv("aes-256-cbc", key, IV);
  // ok: javascript.cipher-fixed-iv
  const five = crypto.createCipheriv("aes-256-gcm", key, crypto.randomBytes(12));
  // ok: javascript.cipher-fixed-iv
  const six = crypto.createCipheriv("aes-256-gcm", key, iv);
  const filled = Buffer.alloc(16);
  crypto.randomFillSync(filled);
  // ok: javascript.cipher-fixed-iv
  const eight = crypto.createCipheriv("aes-256-cbc", key, filled);
  const fresh = crypto.randomBytes(16);
  // ok: javascript.cipher-fixed-iv
  const seven = crypto.createCipheriv("aes-256-cbc", key, fresh);
  return [one, two, three, four, five, six, seven];
}
