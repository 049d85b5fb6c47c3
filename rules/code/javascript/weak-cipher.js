const crypto = require("crypto");

function encrypt(key, password, text) {
  // ruleid: javascript.weak-cipher
  const one = crypto.createCipheriv("aes-256-ecb", key, null);
  // ruleid: javascript.weak-cipher
  const two = crypto.createCipheriv("des-ede3-cbc", key, crypto.randomBytes(8));
  // ruleid: javascript.weak-cipher
  const three = crypto.createCipher("aes-256-cbc", password);
  // ruleid: javascript.weak-cipher
  const four = CryptoJS.AES.encrypt(text, key, { mode: CryptoJS.mode.ECB });
  // ruleid: javascript.weak-cipher
  const five = CryptoJS.DES.encrypt(text, key);
  // ok: javascript.weak-cipher
  const six = crypto.createCipheriv("aes-256-gcm", key, crypto.randomBytes(12));
  // ok: javascript.weak-cipher
  const seven = crypto.createCipheriv("chacha20-poly1305", key, crypto.randomBytes(12), { authTagLength: 16 });
  // ok: javascript.weak-cipher
  const eight = crypto.createHash("sha256").update("des-ecb");
  return [one, two, three, four, five, six, seven, eight];
}
