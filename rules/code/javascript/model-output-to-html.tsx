import DOMPurify from "dompurify";
import { marked } from "marked";
import { useChat } from "ai/react";

async function show(client, bubble, question) {
  const completion = await client.chat.completions.create({ model: "m", messages: [question] });
  const answer = completion.choices[0].message.content;
  // ruleid: javascript.model-output-to-html
  bubble.innerHTML = answer;
  // ruleid: javascript.model-output-to-html
  bubble.insertAdjacentHTML("beforeend", marked.parse(answer));
  // ok: javascript.model-output-to-html
  bubble.textContent = answer;
  // ok: javascript.model-output-to-html
  bubble.innerHTML = DOMPurify.sanitize(marked.parse(answer));
}

async function handler(req, res) {
  const { text } = await generateText({ model, prompt: req.body.prompt });
  // ruleid: javascript.model-output-to-html
  res.send(`<p>${text}</p>`);
  // ok: javascript.model-output-to-html
  res.json({ text });
}

export function Chat() {
  const { messages } = useChat();
  return messages.map((message) => {
    // ruleid: javascript.model-output-to-html
    const shown = <div dangerouslySetInnerHTML={{ __html: message.content }} />;
    // ok: javascript.model-output-to-html
    const plain = <div>{message.content}</div>;
    return [shown, plain];
  });
}
