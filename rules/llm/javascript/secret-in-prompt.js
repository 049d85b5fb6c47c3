import OpenAI from "openai";
import { generateText } from "ai";

// ok: llm.javascript.secret-in-prompt
const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });

export async function ask(user, config) {
  const messages = [
    // ruleid: llm.javascript.secret-in-prompt
    { role: "system", content: `Call the billing service with ${process.env.BILLING_TOKEN}.` },
    // ok: llm.javascript.secret-in-prompt
    { role: "system", content: `You run in ${process.env.NODE_ENV}.` },
    // ruleid: llm.javascript.secret-in-prompt
    { role: "user", content: `My password is ${user.password}` },
    // ok: llm.javascript.secret-in-prompt
    { role: "user", content: `Stay below ${user.maxTokens} tokens.` },
  ];
  // ruleid: llm.javascript.secret-in-prompt
  await generateText({ model, prompt: JSON.stringify(process.env), maxOutputTokens: 100 });
  // ok: llm.javascript.secret-in-prompt
  await generateText({ model, prompt: "Is a key set? " + Boolean(process.env.API_KEY), maxOutputTokens: 100 });
  return client.chat.completions.create({ model: "gpt-5", messages, max_tokens: 100 });
}
