// ruleid: javascript.model-key-in-browser
const openai = new OpenAI({ apiKey, dangerouslyAllowBrowser: true });
const anthropic = new Anthropic({
  apiKey,
  // ruleid: javascript.model-key-in-browser
  dangerouslyAllowBrowser: true,
});
// ruleid: javascript.model-key-in-browser
const headers = { "x-api-key": apiKey, "anthropic-dangerous-direct-browser-access": "true" };
// ok: javascript.model-key-in-browser
const server = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
// ok: javascript.model-key-in-browser
const explicit = new OpenAI({ apiKey, dangerouslyAllowBrowser: false });
// ok: javascript.model-key-in-browser
const reply = await fetch("/api/chat", { method: "POST", body });
