import { exec, execSync } from "child_process";
import { generateText } from "ai";

const OPERATIONS = { sum: () => 1 };

async function answer(client, anthropic, question) {
  const completion = await client.chat.completions.create({ model: "m", messages: [question] });
  const code = completion.choices[0].message.content;
  // ruleid: javascript.model-output-executed
  const value = eval(code);
  const reply = await client.responses.create({ model: "m", input: question });
  // ruleid: javascript.model-output-executed
  execSync(reply.output_text);
  const { text } = await generateText({ model, prompt: question });
  // ruleid: javascript.model-output-executed
  exec(`bash -c "${text}"`);
  const message = await anthropic.messages.create({ model: "m", max_tokens: 100, messages: [] });
  // ruleid: javascript.model-output-executed
  new Function(message.content[0].text)();
  const sql = await sqlChain.invoke({ question });
  // ruleid: javascript.model-output-executed
  const rows = await db.query(sql);
  // ok: javascript.model-output-executed
  const chosen = OPERATIONS[code];
  // ok: javascript.model-output-executed
  const parsed = JSON.parse(code);
  // ok: javascript.model-output-executed
  console.log(text);
  if (!COMMANDS.includes(text)) return;
  // ok: javascript.model-output-executed
  execSync(text);
  return [value, rows, chosen, parsed];
}
