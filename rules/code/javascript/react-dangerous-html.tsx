import DOMPurify from "dompurify";

const BANNER = "<b>Welcome</b>";

export function Comment({ comment, html }: Props) {
  const clean = DOMPurify.sanitize(comment.body);
  return (
    <article>
      {/* ruleid: javascript.react-dangerous-html */}
      <div dangerouslySetInnerHTML={{ __html: comment.body }} />
      {/* ruleid: javascript.react-dangerous-html */}
      <div className="body" dangerouslySetInnerHTML={{ __html: html }}></div>
      {/* ruleid: javascript.react-dangerous-html */}
      <span dangerouslySetInnerHTML={{ __html: marked(comment.body) }} />
      {/* ok: javascript.react-dangerous-html */}
      <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(html) }} />
      {/* ok: javascript.react-dangerous-html */}
      <div dangerouslySetInnerHTML={{ __html: clean }} />
      {/* ok: javascript.react-dangerous-html */}
      <div dangerouslySetInnerHTML={{ __html: BANNER }} />
      {/* ok: javascript.react-dangerous-html */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(comment) }} />
      {/* ok: javascript.react-dangerous-html */}
      <p>{comment.body}</p>
    </article>
  );
}
