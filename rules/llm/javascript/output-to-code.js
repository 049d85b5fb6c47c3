import OpenAI from "openai";
import vm from "node:vm";
import { generateText } from "ai";

const client = new OpenAI();

export async function calculate(question) {
  const completion = await client.chat.completions.create({ model: "gpt-5", messages: [] });
  // ruleid: llm.javascript.output-to-code
  eval(completion.choices[0].message.content);
  const { text } = await generateText({ model, prompt: question });
  // ruleid: llm.javascript.output-to-code
  const compute = new Function("x", text);
  // ruleid: llm.javascript.output-to-code
  vm.runInNewContext(text, {});
  // ok: llm.javascript.output-to-code
  const data = JSON.parse(completion.choices[0].message.content);
  // ok: llm.javascript.output-to-code
  setTimeout(() => show(text), 100);
  // ok: llm.javascript.output-to-code
  eval("1 + 1");
  return [compute, data];
}
