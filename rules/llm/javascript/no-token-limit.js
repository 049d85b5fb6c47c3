import OpenAI from "openai";
import { generateText, streamText } from "ai";

const client = new OpenAI();

export async function ask(prompt, options) {
  // ruleid: llm.javascript.no-token-limit
  await client.chat.completions.create({ model: "gpt-5", messages: [{ role: "user", content: prompt }] });
  // ruleid: llm.javascript.no-token-limit
  await client.responses.create({ model: "gpt-5", input: prompt });
  // ruleid: llm.javascript.no-token-limit
  await generateText({ model, prompt });
  // ok: llm.javascript.no-token-limit
  await client.responses.create({ model: "gpt-5", input: prompt, max_output_tokens: 1000 });
  // ok: llm.javascript.no-token-limit
  await generateText({ model, prompt, maxOutputTokens: 1000 });
  // ok: llm.javascript.no-token-limit
  return streamText({ model, prompt, ...options });
}
