import DOMPurify from "dompurify";
import { generateText } from "ai";
import { marked } from "marked";

export async function show(element, question) {
  const { text } = await generateText({ model, prompt: question });
  // ruleid: llm.javascript.output-to-html
  element.innerHTML = text;
  // ruleid: llm.javascript.output-to-html
  element.innerHTML = marked.parse(text);
  // ruleid: llm.javascript.output-to-html
  element.insertAdjacentHTML("beforeend", `<p>${text}</p>`);
  // ok: llm.javascript.output-to-html
  element.textContent = text;
  // ok: llm.javascript.output-to-html
  element.innerHTML = DOMPurify.sanitize(marked.parse(text));
  // ok: llm.javascript.output-to-html
  element.innerHTML = "<p>Waiting</p>";
}

export async function page(topic) {
  const answer = await client.responses.create({ model: "gpt", input: topic, max_output_tokens: 10 });
  // ruleid: llm.javascript.output-to-html
  return new Response(`<html><body>${answer.output_text}</body></html>`, { headers: { "content-type": "text/html" } });
}
