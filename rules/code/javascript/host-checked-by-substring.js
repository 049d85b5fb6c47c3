function trusted(url, origin, host, email) {
  // ruleid: javascript.host-checked-by-substring
  if (url.includes("example.com")) return true;
  // ruleid: javascript.host-checked-by-substring
  if (origin.startsWith("https://example.com")) return true;
  // ruleid: javascript.host-checked-by-substring
  if (host.endsWith("example.com")) return true;
  // ruleid: javascript.host-checked-by-substring
  if (/example\.com/.test(url)) return true;
  // ruleid: javascript.host-checked-by-substring
  if (url.indexOf("https://example.com") === 0) return true;
  // ok: javascript.host-checked-by-substring
  if (host === "example.com" || host.endsWith(".example.com")) return true;
  // ok: javascript.host-checked-by-substring
  if (url.startsWith("https://example.com/")) return true;
  // ok: javascript.host-checked-by-substring
  if (new URL(url).hostname === "example.com") return true;
  // ok: javascript.host-checked-by-substring
  if (url.includes("index.html")) return true;
  // ok: javascript.host-checked-by-substring
  return /^https:\/\/example\.com\//.test(url);
}
