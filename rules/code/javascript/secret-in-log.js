function login(req, user, password, apiKey, log) {
  // ruleid: javascript.secret-in-log
  console.log("login", user.email, password);
  // ruleid: javascript.secret-in-log
  logger.debug(`key ${apiKey}`);
  // ruleid: javascript.secret-in-log
  console.log(process.env.OPENAI_API_KEY);
  // ruleid: javascript.secret-in-log
  req.log.info({ user: user.id, token: user.refreshToken });
  // ruleid: javascript.secret-in-log
  console.log("auth: " + req.headers.authorization);
  // ok: javascript.secret-in-log
  console.log("login", user.email);
  // ok: javascript.secret-in-log
  console.log("has key:", Boolean(apiKey));
  // ok: javascript.secret-in-log
  console.log("wrong password");
  // ok: javascript.secret-in-log
  logger.info({ passwordLength: password.length });
  // ok: javascript.secret-in-log
  log.info(passwordPolicy, user.tokenCount);
}
