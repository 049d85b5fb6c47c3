function announce(token, user) {
  // ruleid: javascript.postmessage-any-target
  window.parent.postMessage({ token }, "*");
  // ruleid: javascript.postmessage-any-target
  frame.contentWindow.postMessage(JSON.stringify(user), "*");
  // ruleid: javascript.postmessage-any-target
  window.opener.postMessage({ type: "login", user }, { targetOrigin: "*" });
  // ok: javascript.postmessage-any-target
  window.parent.postMessage({ token }, "https://app.example.com");
  // ok: javascript.postmessage-any-target
  window.parent.postMessage({ type: "ready" }, "*");
  // ok: javascript.postmessage-any-target
  window.parent.postMessage("ready", "*");
  // ok: javascript.postmessage-any-target
  worker.postMessage({ token });
}
