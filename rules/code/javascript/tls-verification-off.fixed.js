const https = require("https");

// ruleid: javascript.tls-verification-off
const agent = new https.Agent({ rejectUnauthorized: true });
const pool = new Pool({
  connectionString: process.env.DATABASE_URL,
  // ruleid: javascript.tls-verification-off
  ssl: { rejectUnauthorized: true },
});
// ruleid: javascript.tls-verification-off
options.rejectUnauthorized = true;
// ruleid: javascript.tls-verification-off
request({ url, strictSSL: true }, done);
// ok: javascript.tls-verification-off
const checked = new https.Agent({ ca: readFileSync("internal-ca.pem") });
// ok: javascript.tls-verification-off
const explicit = new https.Agent({ rejectUnauthorized: true });
// ok: javascript.tls-verification-off
const wanted = { rejectUnauthorized: config.verify };
