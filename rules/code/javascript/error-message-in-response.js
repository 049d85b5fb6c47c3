app.get("/users", async (req, res) => {
  try {
    res.json(await db.query("SELECT * FROM users"));
  } catch (error) {
    // ruleid: javascript.error-message-in-response
    res.status(500).send(error.message);
    // ruleid: javascript.error-message-in-response
    res.status(500).json({ error: error.message });
    // ruleid: javascript.error-message-in-response
    res.end(error.toString());
  }
});

app.get("/items", async (req, res) => {
  try {
    res.json(await db.query("SELECT * FROM items"));
  } catch (error) {
    console.error(error.message);
    // ok: javascript.error-message-in-response
    res.status(500).send("Internal error");
    // ok: javascript.error-message-in-response
    res.status(400).json({ error: error.message });
    if (process.env.NODE_ENV !== "production") {
      // ok: javascript.error-message-in-response
      res.status(500).send(error.message);
    }
  }
});
