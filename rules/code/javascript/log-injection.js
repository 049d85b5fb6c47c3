app.post("/login", (req, res) => {
  // ruleid: javascript.log-injection
  logger.info(`login of ${req.body.name}`);
  // ruleid: javascript.log-injection
  console.log("login of " + req.body.name);
  const agent = req.headers["user-agent"];
  // ruleid: javascript.log-injection
  logger.warn(`agent ${agent}`);
  // ok: javascript.log-injection
  logger.info("login", { name: req.body.name });
  // ok: javascript.log-injection
  logger.info(`login of ${req.body.name.replace(/[\r\n]/g, " ")}`);
  // ok: javascript.log-injection
  console.log(`login of ${JSON.stringify(req.body.name)}`);
  // ok: javascript.log-injection
  logger.info(`page ${Number(req.query.page)}`);
});

function record(username, action) {
  // ruleid: javascript.log-injection
  fs.appendFileSync("access.log", `${username} ${action}\n`);
}
