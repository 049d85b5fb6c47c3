const PATHS = new Set(["/", "/account"]);

app.get("/login", async (req, res) => {
  // ruleid: javascript.open-redirect
  res.redirect(req.query.next);
  // ruleid: javascript.open-redirect
  res.redirect(302, req.body.url || "/");
  // ruleid: javascript.open-redirect
  res.writeHead(302, { Location: req.query.next });
  // ok: javascript.open-redirect
  res.redirect("/account?from=" + encodeURIComponent(req.query.next));
  // ok: javascript.open-redirect
  res.redirect(`/users/${req.params.id}`);
  const next = req.query.next;
  if (!PATHS.has(next)) return res.redirect("/");
  // ok: javascript.open-redirect
  res.redirect(next);
  const link = await Link.findOne({ code: req.params.code });
  // ok: javascript.open-redirect
  res.redirect(link.url);
  // ok: javascript.open-redirect
  res.redirect(301, `https://${HOST}${req.originalUrl}`);
});

const target = new URLSearchParams(location.search).get("returnTo");
// ruleid: javascript.open-redirect
window.location.href = target;
// ok: javascript.open-redirect
window.location.href = "/done";
// ok: javascript.open-redirect
window.location.href = `/search?q=${target}`;
// ok: javascript.open-redirect
window.location.href = window.location.href.split("#")[0];

function within(req, res) {
  const target = new URL(req.query.next, "https://app.example.com");
  const location = target.origin === "https://app.example.com" ? target.pathname : "/";
  // ok: javascript.open-redirect
  res.redirect(location);
}
