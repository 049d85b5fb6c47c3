const cors = require("cors");

// ruleid: javascript.cors-any-origin-with-credentials
app.use(cors({ origin: true, credentials: true }));
// ruleid: javascript.cors-any-origin-with-credentials
app.use(cors({ credentials: true, origin: "*", methods: ["GET"] }));
// ruleid: javascript.cors-any-origin-with-credentials
app.use(cors({ origin: (origin, done) => done(null, true), credentials: true }));
app.use((req, res, next) => {
  // ruleid: javascript.cors-any-origin-with-credentials
  res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
  res.setHeader("Access-Control-Allow-Credentials", "true");
  next();
});
// ok: javascript.cors-any-origin-with-credentials
app.use(cors({ origin: ["https://app.example.com"], credentials: true }));
// ok: javascript.cors-any-origin-with-credentials
app.use(cors({ origin: "*" }));
// ok: javascript.cors-any-origin-with-credentials
app.use(cors());
app.use((req, res, next) => {
  if (ORIGINS.includes(req.headers.origin)) {
    // ok: javascript.cors-any-origin-with-credentials
    res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
    res.setHeader("Access-Control-Allow-Credentials", "true");
  }
  next();
});
