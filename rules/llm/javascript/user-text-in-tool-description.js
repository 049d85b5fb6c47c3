import { tool } from "ai";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "shop", version: "1.0.0" });

export function tools(req) {
  const shop = req.body.shop;
  return [
    // ruleid: llm.javascript.user-text-in-tool-description
    tool({ description: `Searches ${shop}`, inputSchema, execute }),
    // ruleid: llm.javascript.user-text-in-tool-description
    { type: "function", function: { name: "search", description: "Searches " + req.query.shop, parameters } },
    // ruleid: llm.javascript.user-text-in-tool-description
    { name: "search", description: req.body.about, input_schema: schema },
    // ok: llm.javascript.user-text-in-tool-description
    tool({ description: "Searches the shop", inputSchema, execute }),
    // ok: llm.javascript.user-text-in-tool-description
    { type: "function", function: { name: "search", description: "Searches", parameters: { shop } } },
  ];
}

// ok: llm.javascript.user-text-in-tool-description
server.registerTool("search", { description: "Searches the shop", inputSchema }, async ({ text }) => find(text));
