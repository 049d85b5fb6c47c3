import Anthropic from "@anthropic-ai/sdk";
import { generateText, stepCountIs } from "ai";

const client = new Anthropic();

export async function endless(messages) {
  // ruleid: llm.javascript.unbounded-agent-loop
  while (true) {
    const answer = await client.messages.create({ model: "claude-opus-4", max_tokens: 100, messages });
    if (answer.stop_reason !== "tool_use") return answer;
    messages.push(await run(answer));
  }
}

export async function ai() {
  // ruleid: llm.javascript.unbounded-agent-loop
  await generateText({ model, tools, prompt, stopWhen: stepCountIs(Infinity) });
  // ruleid: llm.javascript.unbounded-agent-loop
  await generateText({ model, tools, prompt, maxSteps: Infinity });
  // ok: llm.javascript.unbounded-agent-loop
  await generateText({ model, tools, prompt, stopWhen: stepCountIs(10) });
}

export async function counted(messages) {
  // ok: llm.javascript.unbounded-agent-loop
  for (let turn = 0; turn < 10; turn++) {
    const answer = await client.messages.create({ model: "claude-opus-4", max_tokens: 100, messages });
    if (answer.stop_reason !== "tool_use") return answer;
    messages.push(await run(answer));
  }
  let turns = 0;
  // ok: llm.javascript.unbounded-agent-loop
  while (true) {
    if (++turns > 10) throw new Error("too many turns");
    const answer = await client.messages.create({ model: "claude-opus-4", max_tokens: 100, messages });
    turns += 1;
    messages.push(await run(answer));
  }
}
