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

app.get("/files/:name", async (req, res) => {
  // ok: javascript.xss-response
  res.send(await fs.promises.readFile(path.join(ROOT, path.basename(req.params.name))));
  const file = path.join(ROOT, path.basename(req.params.name));
  // ok: javascript.xss-response
  res.send(fs.readFileSync(file, "utf8"));
  fs.readFile(file, (err, data) => {
    // ok: javascript.xss-response
    res.send(data);
    // ruleid: javascript.xss-response
    res.send(`<h1>${req.params.name}</h1>`);
  });
});

export async function POST(req) {
  const body = await req.json();
  if (body.short) {
    // ruleid: javascript.xss-response
    return new Response("<p>" + body.name, { headers: { "Content-Type": "text/html" } });
  }
  if (body.long) {
    // ruleid: javascript.xss-response
    return new Response(`<p>${body.name}</p>`, { status: 200, headers: { "content-type": "text/html; charset=utf-8" } });
  }
  if (body.next) {
    // ruleid: javascript.xss-response
    return new NextResponse(`<p>${body.name}</p>`, { headers: new Headers({ "content-type": "text/html" }) });
  }
  if (body.plain) {
    // ok: javascript.xss-response
    return new Response("Hello " + body.name);
  }
  if (body.json) {
    // ok: javascript.xss-response
    return new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
  }
  // ok: javascript.xss-response
  return new Response("<p>" + escapeHtml(body.name), { headers: { "Content-Type": "text/html" } });
}
