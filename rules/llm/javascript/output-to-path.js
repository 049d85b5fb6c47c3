import fs from "node:fs";
import path from "node:path";
import OpenAI from "openai";
import { tool } from "ai";

const client = new OpenAI();
const ROOT = path.resolve("workspace");
const FILES = { notes: "notes.md", todo: "todo.md" };

export async function load() {
  const answer = await client.responses.create({ model: "gpt-5", input: "Which file?", max_output_tokens: 50 });
  const name = answer.output_text;
  // ruleid: llm.javascript.output-to-path
  const text = fs.readFileSync(path.join(ROOT, name), "utf8");
  // ruleid: llm.javascript.output-to-path
  await fs.promises.writeFile(`notes/${name}`, text);
  // ok: llm.javascript.output-to-path
  fs.readFileSync(FILES[name]);
  // ok: llm.javascript.output-to-path
  fs.readFileSync("prompts/system.md");
  // ok: llm.javascript.output-to-path
  fs.writeFileSync("answer.txt", name);
  return text;
}

export const read = tool({
  description: "Reads a note",
  inputSchema,
  execute: async ({ file }) => {
    // ruleid: llm.javascript.output-to-path
    return fs.readFileSync(file, "utf8");
  },
});
