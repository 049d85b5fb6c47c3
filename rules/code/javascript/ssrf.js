const axios = require("axios");

const FEEDS = { news: "https://news.example/feed" };
const API = "https://api.example.com";

app.post("/preview", async (req, res) => {
  // ruleid: javascript.ssrf
  const page = await fetch(req.body.url);
  // ruleid: javascript.ssrf
  const image = await axios.get(req.query.image, { responseType: "stream" });
  // ruleid: javascript.ssrf
  const other = await axios({ method: "get", url: req.body.url });
  // ruleid: javascript.ssrf
  const status = await fetch(`https://${req.query.host}/status`);
  // ruleid: javascript.ssrf
  await browserPage.goto("about:blank"), await page.goto(req.query.url);
  // ok: javascript.ssrf
  const feed = await fetch(FEEDS[req.query.feed]);
  // ok: javascript.ssrf
  const user = await fetch(`https://api.example.com/users/${req.params.id}`);
  // ok: javascript.ssrf
  const item = await axios.get(API + "/items/" + req.params.id);
  // ok: javascript.ssrf
  const saved = await axios.post("https://api.example.com/items", req.body);
  const hook = await Hook.findByPk(req.params.id);
  // ok: javascript.ssrf
  await fetch(hook.url);
  res.json([page, image, other, status, feed, user, item, saved]);
});

function proxied(req, res) {
  const hosts = new Set(["images.example.com"]);
  const target = new URL(new URL(req.url, "http://x").searchParams.get("url"));
  if (target.protocol !== "https:" || !hosts.has(target.hostname)) {
    return res.end();
  }
  // ok: javascript.ssrf
  https.get(target, (upstream) => upstream.pipe(res));
}

function unchecked(req, res) {
  const target = new URL(req.url, "http://x").searchParams.get("url");
  // ruleid: javascript.ssrf
  https.get(target, (upstream) => upstream.pipe(res));
}

const HOSTS = new Set(["images.example.com"]);

app.get("/looked-up", async (req, res) => {
  const parsed = new URL(req.query.url);
  if (!HOSTS.has(parsed.host.toLowerCase())) return res.sendStatus(403);
  // ok: javascript.ssrf
  res.json(await fetch(parsed));
});

app.get("/looked-up-text", async (req, res) => {
  const target = req.query.url;
  const parsed = new URL(target);
  if (parsed.protocol !== "https:" || !["images.example.com"].includes(parsed.hostname)) return res.sendStatus(403);
  // ok: javascript.ssrf
  res.json(await fetch(target));
});

app.get("/looked-up-part", async (req, res) => {
  const { hostname } = new URL(req.query.url);
  if (!HOSTS.has(hostname)) return res.sendStatus(403);
  // ok: javascript.ssrf
  res.json(await fetch(req.query.url));
});

app.get("/looked-up-name", async (req, res) => {
  const parsed = new URL(String(req.query.url));
  const host = parsed.hostname;
  if (!HOSTS.has(host)) throw new Error("host");
  // ok: javascript.ssrf
  res.json(await fetch(parsed, { redirect: "error" }));
});

app.get("/not-looked-up", async (req, res) => {
  const parsed = new URL(req.query.url);
  if (!parsed.hostname) return res.sendStatus(403);
  // ruleid: javascript.ssrf
  res.json(await fetch(parsed));
});

app.get("/another-looked-up", async (req, res) => {
  const parsed = new URL(req.query.url);
  const other = new URL(req.query.other);
  if (!HOSTS.has(other.hostname)) return res.sendStatus(403);
  // ruleid: javascript.ssrf
  res.json(await fetch(parsed));
});

app.get("/way-looked-up", async (req, res) => {
  const parsed = new URL(req.query.url);
  const way = parsed.pathname;
  if (!HOSTS.has(way)) return res.sendStatus(403);
  // ruleid: javascript.ssrf
  res.json(await fetch(parsed));
});
