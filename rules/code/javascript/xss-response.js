const escapeHtml = require("escape-html");

app.get("/hello", (req, res) => {
  // ruleid: javascript.xss-response
  res.send(`<h1>Hello ${req.query.name}</h1>`);
});

app.get("/search", (req, res) => {
  const term = req.query.q;
  const html = "<p>Nothing found for " + term + "</p>";
  // ruleid: javascript.xss-response
  res.status(404).send(html);
});

app.get("/raw", (req, res) => {
  // ruleid: javascript.xss-response
  res.send(req.query.page);
});

http.createServer((req, res) => {
  res.writeHead(404, { "content-type": "text/html" });
  // ruleid: javascript.xss-response
  res.end("Not found: " + req.url);
});

app.get("/safe", async (req, res) => {
  // ok: javascript.xss-response
  res.send(`<h1>Hello ${escapeHtml(req.query.name)}</h1>`);
  // ok: javascript.xss-response
  res.json({ name: req.query.name });
  // ok: javascript.xss-response
  res.send({ name: req.query.name });
  // ok: javascript.xss-response
  res.render("hello", { name: req.query.name });
  const user = await User.findById(req.params.id);
  // ok: javascript.xss-response
  res.send(user);
  const report = await reports.build(req.query);
  // ok: javascript.xss-response
  res.send(report);
  // ok: javascript.xss-response
  res.send(pages.get(req.params.page));
  // ok: javascript.xss-response
  res.send(`<p>Page ${Number(req.query.page)}</p>`);
});

app.get("/plain", (req, res) => {
  res.type("text/plain");
  // ok: javascript.xss-response
  res.send("You asked for " + req.query.q);
});
