// ruleid: javascript.insecure-random
const token = Math.random().toString(36).slice(2);
// ruleid: javascript.insecure-random
user.resetToken = "r" + Math.random();
// ruleid: javascript.insecure-random
const session = { sessionId: Math.random().toString(16), created: Date.now() };

function generateOtp() {
  // ruleid: javascript.insecure-random
  return Math.floor(100000 + Math.random() * 900000);
}

const createApiKey = () => {
  let key = "";
  // ruleid: javascript.insecure-random
  for (let i = 0; i < 32; i++) key += ALPHABET[Math.floor(Math.random() * ALPHABET.length)];
  return key;
};

// ok: javascript.insecure-random
const secureToken = crypto.randomBytes(32).toString("hex");
// ok: javascript.insecure-random
const colour = COLOURS[Math.floor(Math.random() * COLOURS.length)];
// ok: javascript.insecure-random
const delay = 100 + Math.random() * 50;
// ok: javascript.insecure-random
const maxTokens = Math.floor(Math.random() * 100);
// ok: javascript.insecure-random
const tokenUuid = { token: crypto.randomUUID(), x: 1 };
