const { generateKeyPairSync, generateKeyPair } = require("crypto");

function keys() {
  // ruleid: javascript.weak-key-size
  const one = generateKeyPairSync("rsa", { modulusLength: 1024 });
  // ruleid: javascript.weak-key-size
  generateKeyPair("rsa", { modulusLength: 512, publicExponent: 65537 }, callback);
  // ruleid: javascript.weak-key-size
  const two = new NodeRSA({ b: 1024 });
  // ok: javascript.weak-key-size
  const three = generateKeyPairSync("rsa", { modulusLength: 3072 });
  // ok: javascript.weak-key-size
  const four = generateKeyPairSync("ed25519");
  // ok: javascript.weak-key-size
  const five = new NodeRSA({ b: 2048 });
  return [one, two, three, four, five];
}
