import OpenAI from "openai";

// ruleid: llm.javascript.key-in-browser
const first = new OpenAI({ apiKey: key, dangerouslyAllowBrowser: true });
// ruleid: llm.javascript.key-in-browser
const second = process.env.NEXT_PUBLIC_OPENAI_API_KEY;
// ruleid: llm.javascript.key-in-browser
const third = import.meta.env.VITE_ANTHROPIC_API_KEY;
// ok: llm.javascript.key-in-browser
const fourth = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
// ok: llm.javascript.key-in-browser
const fifth = process.env.NEXT_PUBLIC_SITE_URL;
// ok: llm.javascript.key-in-browser
const sixth = new OpenAI({ apiKey: key, dangerouslyAllowBrowser: false });
