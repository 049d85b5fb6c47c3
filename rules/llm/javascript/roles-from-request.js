import OpenAI from "openai";
import { convertToModelMessages, streamText } from "ai";

const client = new OpenAI();

export async function chat(req, res) {
  const { messages } = req.body;
  const answer = await client.chat.completions.create({
    model: "gpt-5",
    max_tokens: 200,
    // ruleid: llm.javascript.roles-from-request
    messages: messages,
  });
  const second = await client.chat.completions.create({
    model: "gpt-5",
    max_tokens: 200,
    // ok: llm.javascript.roles-from-request
    messages: [{ role: "system", content: "Be brief." }, { role: "user", content: String(req.body.text) }],
  });
  const third = await client.messages.create({
    model: "claude-opus-4",
    max_tokens: 200,
    // ruleid: llm.javascript.roles-from-request
    messages: req.body.history,
  });
  const fourth = await client.messages.create({
    model: "claude-opus-4",
    max_tokens: 200,
    // ok: llm.javascript.roles-from-request
    messages: req.body.texts.map((text) => ({ role: "user", content: text })),
  });
  res.json({ answer, second, third, fourth });
}

export function one(req) {
  // ruleid: llm.javascript.roles-from-request
  const spoken = { role: req.body.role, content: "hello" };
  // ok: llm.javascript.roles-from-request
  const asked = { role: "user", content: req.body.text };
  return [spoken, asked];
}

export async function POST(request) {
  const { messages } = await request.json();
  // ruleid: llm.javascript.roles-from-request
  const result = streamText({ model, messages, maxOutputTokens: 100 });
  // ok: llm.javascript.roles-from-request
  const checked = streamText({ model, messages: convertToModelMessages(messages), maxOutputTokens: 100 });
  return result ?? checked;
}

export async function withNotes(req) {
  return client.chat.completions.create({
    model: "gpt",
    max_tokens: 10,
    // ok: llm.javascript.roles-from-request
    messages: [
      // What the user asked.
      { role: "user", content: req.body.question },
    ],
  });
}
