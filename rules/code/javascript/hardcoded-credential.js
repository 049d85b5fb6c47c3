const pool = new Pool({
  user: "app",
  // ruleid: javascript.hardcoded-credential
  password: "hunter2-Prod!",
});
// ruleid: javascript.hardcoded-credential
const API_KEY = "9f86d081884c7d65";
// ruleid: javascript.hardcoded-credential
config.clientSecret = "Zx81-Q4k!m2";
// ruleid: javascript.hardcoded-credential
const dbPassword = "S0mething-L0ng";
// ok: javascript.hardcoded-credential
const fromEnvironment = new Pool({ password: process.env.DB_PASSWORD });
// ok: javascript.hardcoded-credential
const labels = { password: "Password", apiKey: "form.apiKey" };
// ok: javascript.hardcoded-credential
const placeholder = { password: "your-password-here", apiKey: "<API_KEY>" };
// ok: javascript.hardcoded-credential
const field = { password: "#password" };
// ok: javascript.hardcoded-credential
const accessToken = "access_token";
// ok: javascript.hardcoded-credential
const messages = { password: "Passwords must match 8+" };
