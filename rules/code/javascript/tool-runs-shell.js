import { execFileSync, execSync } from "child_process";
import { tool } from "ai";

export const shell = tool({
  description: "Runs a command",
  inputSchema: z.object({ command: z.string() }),
  execute: async ({ command }) => {
    // ruleid: javascript.tool-runs-shell
    return execSync(command).toString();
  },
});

server.tool("run", { command: z.string() }, async ({ command }) => {
  // ruleid: javascript.tool-runs-shell
  const { stdout } = await execAsync(`sh -c "${command}"`);
  return { content: [{ type: "text", text: stdout }] };
});

const calculator = new DynamicTool({
  name: "calculator",
  // ruleid: javascript.tool-runs-shell
  func: async (input) => eval(input),
});

export const log = tool({
  description: "Shows the log of a branch",
  inputSchema: z.object({ branch: z.string(), kind: z.string() }),
  execute: async ({ branch, kind }) => {
    // ok: javascript.tool-runs-shell
    const shown = execFileSync("git", ["log", "--", branch]).toString();
    // ok: javascript.tool-runs-shell
    const status = execSync("git status").toString();
    if (!KINDS.includes(kind)) throw new Error("unknown kind");
    // ok: javascript.tool-runs-shell
    return shown + status + execSync(`git log --${kind}`);
  },
});
