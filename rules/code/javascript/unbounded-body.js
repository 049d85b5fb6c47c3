const http = require("http");

http.createServer((req, res) => {
  let body = "";
  // ruleid: javascript.unbounded-body
  req.on("data", (chunk) => {
    body += chunk;
  });
  const chunks = [];
  // ruleid: javascript.unbounded-body
  req.on("data", (chunk) => chunks.push(chunk));
  res.end();
});

// ruleid: javascript.unbounded-body
app.use(express.json({ limit: "500mb" }));

// ok: javascript.unbounded-body
app.use(express.json({ limit: "1mb" }));

http.createServer((req, res) => {
  let body = "";
  // ok: javascript.unbounded-body
  req.on("data", (chunk) => {
    body += chunk;
    if (body.length > 1e6) req.destroy();
  });
  // ok: javascript.unbounded-body
  res.on("data", (chunk) => (body += chunk));
});
