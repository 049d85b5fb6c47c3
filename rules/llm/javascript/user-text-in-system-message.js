import { generateText } from "ai";
import OpenAI from "openai";

const client = new OpenAI();
const SYSTEM = "You answer questions about our products.";

app.post("/ask", async (req, res) => {
  const question = req.body.question;
  // ruleid: llm.javascript.user-text-in-system-message
  const messages = [{ role: "system", content: `Answer this: ${question}` }];
  // ruleid: llm.javascript.user-text-in-system-message
  const { text } = await generateText({ model, system: "You are " + req.body.persona, prompt: question });
  // ok: llm.javascript.user-text-in-system-message
  const safe = [{ role: "system", content: SYSTEM }, { role: "user", content: question }];
  // ok: llm.javascript.user-text-in-system-message
  await generateText({ model, system: SYSTEM, prompt: question });
  res.json([messages, text, safe]);
});

export async function chain(userInput, settings) {
  // ruleid: llm.javascript.user-text-in-system-message
  const first = { role: "developer", content: "The user says " + userInput };
  // ok: llm.javascript.user-text-in-system-message
  const second = { role: "system", content: `Answer in ${settings.language}` };
  return [first, second];
}
