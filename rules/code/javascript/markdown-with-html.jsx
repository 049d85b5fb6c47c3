import ReactMarkdown from "react-markdown";
import rehypeRaw from "rehype-raw";
import MarkdownIt from "markdown-it";

// ruleid: javascript.markdown-with-html
const renderer = new MarkdownIt({ html: true });

// ok: javascript.markdown-with-html
const plain = new MarkdownIt({ html: false, linkify: true });

export function Message({ text }) {
  // ruleid: javascript.markdown-with-html
  return <ReactMarkdown rehypePlugins={[rehypeRaw]}>{text}</ReactMarkdown>;
}

export function Preview({ text }) {
  // ruleid: javascript.markdown-with-html
  return <ReactMarkdown rehypePlugins={[rehypeRaw]} children={text} />;
}

export function Safe({ text }) {
  // ok: javascript.markdown-with-html
  return <ReactMarkdown>{text}</ReactMarkdown>;
}

export function Highlighted({ text }) {
  // ok: javascript.markdown-with-html
  return <ReactMarkdown rehypePlugins={[rehypeHighlight]}>{text}</ReactMarkdown>;
}
