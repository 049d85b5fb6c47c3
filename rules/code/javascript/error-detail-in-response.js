app.get("/report", async (req, res) => {
  try {
    res.json(await report(req.query.id));
  } catch (error) {
    // ruleid: javascript.error-detail-in-response
    res.status(500).send(error.stack);
    // ruleid: javascript.error-detail-in-response
    res.status(500).json({ message: "failed", stack: error.stack });
    // ruleid: javascript.error-detail-in-response
    res.status(500).json({ error: error });
    // ruleid: javascript.error-detail-in-response
    res.send(error);
    // ok: javascript.error-detail-in-response
    res.status(500).json({ error: "Internal error", id: req.id });
    // ok: javascript.error-detail-in-response
    res.status(400).json({ error: error.message });
    // ok: javascript.error-detail-in-response
    res.status(500).json({ stack: process.env.NODE_ENV === "development" ? error.stack : undefined });
    // ok: javascript.error-detail-in-response
    logger.error(error.stack);
    // ok: javascript.error-detail-in-response
    reply.send(error);
  }
});
