import OpenAI from "openai";
import axios from "axios";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const client = new OpenAI();
const server = new McpServer({ name: "web", version: "1.0.0" });
const HOSTS = new Set(["docs.example.com"]);
const PAGES = { home: "https://example.com/" };

export async function browse() {
  const completion = await client.chat.completions.create({ model: "gpt-5", messages: [], max_tokens: 50 });
  const url = completion.choices[0].message.content;
  // ruleid: llm.javascript.output-to-url
  const page = await fetch(url);
  // ruleid: llm.javascript.output-to-url
  await axios.get(`https://${url}/status`);
  // ok: llm.javascript.output-to-url
  await fetch("https://api.example.com/log", { method: "POST", body: url });
  // ok: llm.javascript.output-to-url
  await fetch(PAGES[url]);
  return page;
}

server.registerTool("fetch", { inputSchema }, async ({ address }) => {
  // ruleid: llm.javascript.output-to-url
  const page = await fetch(address);
  return page.text();
});

server.registerTool("docs", { inputSchema }, async ({ address }) => {
  if (!HOSTS.has(address)) {
    throw new Error("not a host of ours");
  }
  // ok: llm.javascript.output-to-url
  return fetch(address);
});

async function askForAddress(prompt) {
  const completion = await client.chat.completions.create({ model: "gpt", messages: [], max_tokens: 10 });
  return completion.choices[0].message.content;
}

async function fetchAnswer(prompt) {
  const url = await askForAddress(prompt);
  // ruleid: llm.javascript.output-to-url
  return fetch(url);
}

class Assistant {
  async reply(prompt) {
    const message = await this.anthropic.messages.create({ model: "claude", max_tokens: 10, messages: [] });
    return message.content[0].text;
  }

  async follow(prompt) {
    const url = await this.reply(prompt);
    // ruleid: llm.javascript.output-to-url
    return fetch(url);
  }

  async count(prompt) {
    const reply = await this.reply(prompt);
    // ok: llm.javascript.output-to-url
    return fetch("/count", { method: "POST", body: reply });
  }
}
