app.post("/users", async (req, res) => {
  // ruleid: javascript.mass-assignment
  const user = await User.create(req.body);
  // ruleid: javascript.mass-assignment
  const other = new User(req.body);
  // ruleid: javascript.mass-assignment
  await User.findByIdAndUpdate(req.params.id, req.body, { new: true });
  // ruleid: javascript.mass-assignment
  await prisma.user.update({ where: { id }, data: req.body });
  // ruleid: javascript.mass-assignment
  Object.assign(req.user, req.body);
  // ok: javascript.mass-assignment
  await User.create({ name: req.body.name, email: req.body.email });
  const { name, email } = req.body;
  // ok: javascript.mass-assignment
  await prisma.user.create({ data: { name, email } });
  // ok: javascript.mass-assignment
  await User.create(CreateUser.parse(req.body));
  // ok: javascript.mass-assignment
  const dto = new CreateUserDto(req.body);
  // ok: javascript.mass-assignment
  const copy = Object.assign({}, req.body);
  res.json([user, other, dto, copy]);
});
