function login(req, res, token) {
  // ruleid: javascript.session-cookie-flags
  res.cookie("session", token, { httpOnly: true, secure: true, sameSite: "lax" });
  // ruleid: javascript.session-cookie-flags
  res.cookie("access_token", token, { maxAge: 3600000 });
  // ruleid: javascript.session-cookie-flags
  res.cookie("refreshToken", token, { httpOnly: true });
  // ok: javascript.session-cookie-flags
  res.cookie("session", token, { httpOnly: true, secure: true, sameSite: "lax" });
  // ok: javascript.session-cookie-flags
  res.cookie("session", token, { ...COOKIE, maxAge: 1000 });
  // ok: javascript.session-cookie-flags
  res.cookie("theme", "dark");
  // ruleid: javascript.session-cookie-flags
  cookieStore.set("session", token, { path: "/" });
  // ok: javascript.session-cookie-flags
  cookieStore.set("session", token, { httpOnly: true, secure: true, path: "/" });
  // ok: javascript.session-cookie-flags
  cache.set("session", token);
  // ok: javascript.session-cookie-flags
  res.cookie("XSRF-TOKEN", req.csrfToken());
  // ok: javascript.session-cookie-flags
  res.cookie("session", "", { maxAge: 0 });
}

// ruleid: javascript.session-cookie-flags
app.use(session({ secret: process.env.SECRET, httpOnly: false }));
// ok: javascript.session-cookie-flags
app.use(session({ secret: process.env.SECRET, cookie: { httpOnly: true, secure: true } }));
