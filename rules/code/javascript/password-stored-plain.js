app.post("/signup", async (req, res) => {
  const { name, password } = req.body;
  // ruleid: javascript.password-stored-plain
  await User.create({ name, password: req.body.password });
  // ruleid: javascript.password-stored-plain
  await db.run("INSERT INTO users (name, password) VALUES (?, ?)", [name, password]);
  res.sendStatus(201);
});

function store(user, password) {
  // ruleid: javascript.password-stored-plain
  fs.appendFileSync("users.txt", `${user}:${password}\n`);
}

app.post("/safe", async (req, res) => {
  const { name, password } = req.body;
  const hash = await bcrypt.hash(password, 12);
  // ok: javascript.password-stored-plain
  await User.create({ name, password: hash });
  // ok: javascript.password-stored-plain
  await db.run("INSERT INTO users (name, password) VALUES (?, ?)", [name, hash]);
  res.sendStatus(201);
});

function login(password) {
  // ok: javascript.password-stored-plain
  return api.post("/login", { name: "a", password: password });
}
