app.post("/login", async (req, res) => {
  // ruleid: javascript.nosql-injection
  const user = await User.findOne({ email: req.body.email, password: req.body.password });
  // ruleid: javascript.nosql-injection
  const all = await db.collection("users").find(req.query).toArray();
  const { token } = req.body;
  // ruleid: javascript.nosql-injection
  await Session.deleteMany({ token });
  // ruleid: javascript.nosql-injection
  await User.updateOne({ resetToken: req.query.token }, { $set: { verified: true } });
  // ok: javascript.nosql-injection
  const one = await User.findOne({ email: String(req.body.email) });
  // ok: javascript.nosql-injection
  const eq = await User.findOne({ email: { $eq: req.body.email } });
  // ok: javascript.nosql-injection
  await User.updateOne({ _id: req.user.id }, { $set: { name: req.body.name } });
  // ok: javascript.nosql-injection
  const row = await prisma.user.findOne({ where: { email: req.body.email } });
  const { email } = Login.parse(req.body);
  // ok: javascript.nosql-injection
  const parsed = await User.findOne({ email });
  if (typeof token !== "string") return res.sendStatus(400);
  // ok: javascript.nosql-injection
  const session = await Session.findOne({ token });
  // ok: javascript.nosql-injection
  const found = req.body.items.find((item) => item.id === 1);
  res.json([user, all, one, eq, row, parsed, session, found]);
});
