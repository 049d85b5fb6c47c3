app.post("/chat", async (req, res) => {
  const { persona, text } = req.body;
  const completion = await client.chat.completions.create({
    model: "m",
    messages: [
      // ruleid: javascript.prompt-from-user
      { role: "system", content: `You are ${persona}.` },
      // ok: javascript.prompt-from-user
      { role: "user", content: text },
    ],
  });
  const message = await anthropic.messages.create({
    model: "m",
    // ruleid: javascript.prompt-from-user
    system: "Answer as " + req.body.persona,
    messages: [],
  });
  const result = await generateText({
    model,
    // ruleid: javascript.prompt-from-user
    system: req.query.instructions,
    prompt: text,
  });
  const safe = await client.chat.completions.create({
    model: "m",
    // ok: javascript.prompt-from-user
    messages: [{ role: "system", content: RULES }, { role: "user", content: text }],
  });
  const style = STYLES[req.body.style];
  // ok: javascript.prompt-from-user
  const chosen = { role: "system", content: `Answer in this style: ${style}` };
  res.json([completion, message, result, safe, chosen]);
});
