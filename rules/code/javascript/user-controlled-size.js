app.get("/items", (req, res) => {
  const n = parseInt(req.query.n, 10);
  // ruleid: javascript.user-controlled-size
  const items = new Array(n).fill(0);
  // ruleid: javascript.user-controlled-size
  const text = "=".repeat(req.query.width);
  // ruleid: javascript.user-controlled-size
  for (let i = 0; i < n; i++) items.push(i);
  res.json([items, text]);
});

app.get("/safe", (req, res) => {
  const n = Math.min(parseInt(req.query.n, 10) || 0, 100);
  // ok: javascript.user-controlled-size
  const items = new Array(n).fill(0);
  const width = Number(req.query.width);
  if (!(width > 0) || width > 200) return res.sendStatus(400);
  // ok: javascript.user-controlled-size
  const text = "=".repeat(width);
  // ok: javascript.user-controlled-size
  for (let i = 0; i < req.body.items.length; i++) items.push(i);
  res.json([items, text]);
});
