import { exec, execFile, execSync, spawn } from "node:child_process";
import Anthropic from "@anthropic-ai/sdk";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const client = new Anthropic();
const server = new McpServer({ name: "tools", version: "1.0.0" });
const PROGRAMS = { disk: "df", memory: "free" };

export async function agent(task) {
  const message = await client.messages.create({ model: "claude-opus-4", max_tokens: 100, messages: [] });
  const command = message.content[0].text;
  // ruleid: llm.javascript.output-to-shell
  exec(command);
  // ruleid: llm.javascript.output-to-shell
  const out = execSync(`git ${command}`);
  // ruleid: llm.javascript.output-to-shell
  spawn("bash", ["-c", command]);
  // ok: llm.javascript.output-to-shell
  execFile("git", ["commit", "-m", command]);
  // ok: llm.javascript.output-to-shell
  spawn(PROGRAMS[command], []);
  // ok: llm.javascript.output-to-shell
  exec("git status");
  return out;
}

server.tool("shell", { command: z.string() }, async ({ command }) => {
  // ruleid: llm.javascript.output-to-shell
  return execSync(command).toString();
});
