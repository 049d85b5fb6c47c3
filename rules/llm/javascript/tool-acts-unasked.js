import { tool } from "ai";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "office", version: "1.0.0" });

// ruleid: llm.javascript.tool-acts-unasked
export const refund = tool({
  description: "Gives money back",
  inputSchema,
  execute: async ({ charge }) => stripe.refunds.create({ charge }),
});

// ok: llm.javascript.tool-acts-unasked
export const asked = tool({
  description: "Gives money back",
  inputSchema,
  needsApproval: true,
  execute: async ({ charge }) => stripe.refunds.create({ charge }),
});

// ruleid: llm.javascript.tool-acts-unasked
server.registerTool("mail", { inputSchema }, async ({ to, text }) => transport.sendMail({ to, text }));
// ruleid: llm.javascript.tool-acts-unasked
server.tool("forget", { id: z.string() }, async ({ id }) => db.users.deleteOne({ id }));
// ok: llm.javascript.tool-acts-unasked
server.tool("find", { id: z.string() }, async ({ id }) => db.users.findOne({ id }));
// ruleid: llm.javascript.tool-acts-unasked
server.registerTool("pay", { inputSchema }, async ({ amount }) => {
  const intent = await stripe.paymentIntents.create({ amount });
  return intent.id;
});
// ok: llm.javascript.tool-acts-unasked
server.registerTool("mail", { inputSchema }, async ({ to, text }) => {
  await confirmWithUser(to, text);
  return transport.sendMail({ to, text });
});
