import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";

// ruleid: llm.javascript.key-in-browser
const first = new OpenAI({ apiKey: key, dangerouslyAllowBrowser: true });
// ruleid: llm.javascript.key-in-browser
const second = new Anthropic({ dangerouslyAllowBrowser: true, authToken });
// ruleid: llm.javascript.key-in-browser
options.dangerouslyAllowBrowser = true;
// ok: llm.javascript.key-in-browser
const fourth = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
// ok: llm.javascript.key-in-browser
const fifth = new OpenAI({ apiKey: key, dangerouslyAllowBrowser: false });
// ok: llm.javascript.key-in-browser
const sixth = { dangerouslyAllowBrowser: "never" };
