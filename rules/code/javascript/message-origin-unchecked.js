// ruleid: javascript.message-origin-unchecked
window.addEventListener("message", (event) => {
  setUser(event.data.user);
});
// ruleid: javascript.message-origin-unchecked
window.addEventListener("message", function (e) {
  if (e.data.type === "login") setUser(e.data.user);
});
// ruleid: javascript.message-origin-unchecked
window.onmessage = (event) => {
  setUser(event.data);
};
// ok: javascript.message-origin-unchecked
window.addEventListener("message", (event) => {
  if (event.origin !== "https://app.example.com") return;
  setUser(event.data.user);
});
// ok: javascript.message-origin-unchecked
window.addEventListener("message", function (e) {
  if (ORIGINS.has(e.origin)) {
    setUser(e.data.user);
  }
});
// ok: javascript.message-origin-unchecked
worker.addEventListener("message", (event) => {
  show(event.data);
});
// ok: javascript.message-origin-unchecked
window.addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow) return;
  show(event.data);
});
