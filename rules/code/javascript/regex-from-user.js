const _ = require("lodash");

app.get("/search", async (req, res) => {
  // ruleid: javascript.regex-from-user
  const pattern = new RegExp(req.query.q, "i");
  // ruleid: javascript.regex-from-user
  const anchored = RegExp("^" + req.query.prefix);
  // ruleid: javascript.regex-from-user
  const users = await User.find({ name: { $regex: req.query.name, $options: "i" } });
  // ok: javascript.regex-from-user
  const escaped = new RegExp(_.escapeRegExp(req.query.q), "i");
  // ok: javascript.regex-from-user
  const replaced = new RegExp(req.query.q.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  // ok: javascript.regex-from-user
  const found = names.filter((name) => name.includes(req.query.q));
  // ok: javascript.regex-from-user
  const fixed = new RegExp("^[a-z]+$").test(req.query.q);
  res.json([pattern, anchored, users, escaped, replaced, found, fixed]);
});
