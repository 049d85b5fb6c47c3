import OpenAI from "openai";

const client = new OpenAI();
const PAGES = { help: "/help", shop: "/shop" };

export async function route(req, res) {
  const answer = await client.responses.create({ model: "gpt-5", input: req.query.q, max_output_tokens: 20 });
  const target = answer.output_text;
  // ruleid: llm.javascript.output-to-redirect
  res.redirect(target);
  // ruleid: llm.javascript.output-to-redirect
  res.redirect(302, `https://${target}`);
  // ok: llm.javascript.output-to-redirect
  res.redirect(PAGES[target] ?? "/");
  // ok: llm.javascript.output-to-redirect
  res.redirect("/answers");
  // ok: llm.javascript.output-to-redirect
  res.json({ target });
}

export async function go() {
  const { text } = await generateText({ model, prompt: "Where to?", maxOutputTokens: 20 });
  // ruleid: llm.javascript.output-to-redirect
  window.location.href = text;
}
