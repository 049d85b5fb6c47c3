import Anthropic from "@anthropic-ai/sdk";
import { createOpenAI } from "@ai-sdk/openai";
import OpenAI from "openai";

// ruleid: llm.javascript.api-key-literal
const first = new OpenAI({ apiKey: "0123456789abcdef0123456789abcdef" });
// ruleid: llm.javascript.api-key-literal
const second = new Anthropic({ apiKey: "fedcba9876543210fedcba9876543210", maxRetries: 2 });
// ruleid: llm.javascript.api-key-literal
const third = createOpenAI({ apiKey: "0123456789abcdef0123456789abcdef" });
// ok: llm.javascript.api-key-literal
const fourth = new OpenAI();
// ok: llm.javascript.api-key-literal
const fifth = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
// ok: llm.javascript.api-key-literal
const sixth = new OpenAI({ baseURL: "http://localhost:11434/v1", apiKey: "ollama" });
