import DOMPurify from "dompurify";

const BANNER = "<b>Welcome</b>";

export function Comment({ comment, html }: Props) {
  const clean = DOMPurify.sanitize(comment.body);
  // ruleid: javascript.react-dangerous-html
  const body = <div dangerouslySetInnerHTML={{ __html: comment.body }} />;
  // ruleid: javascript.react-dangerous-html
  const page = <div className="body" dangerouslySetInnerHTML={{ __html: html }}></div>;
  // ruleid: javascript.react-dangerous-html
  const note = <span dangerouslySetInnerHTML={{ __html: marked(comment.body) }} />;
  // ok: javascript.react-dangerous-html
  const purified = <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(html) }} />;
  // ok: javascript.react-dangerous-html
  const before = <div dangerouslySetInnerHTML={{ __html: clean }} />;
  // ok: javascript.react-dangerous-html
  const fixed = <div dangerouslySetInnerHTML={{ __html: BANNER }} />;
  // ok: javascript.react-dangerous-html
  const data = <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(comment) }} />;
  // ok: javascript.react-dangerous-html
  const child = <p>{comment.body}</p>;
  return [body, page, note, purified, before, fixed, data, child];
}
