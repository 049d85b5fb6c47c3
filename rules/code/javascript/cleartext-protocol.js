async function login(body) {
  // ruleid: javascript.cleartext-protocol
  await fetch("http://api.example.com/login", { method: "POST", body });
  // ruleid: javascript.cleartext-protocol
  await axios.post("http://api.example.com/login", body);
  // ruleid: javascript.cleartext-protocol
  const socket = new WebSocket("ws://live.example.com/feed");
  // ok: javascript.cleartext-protocol
  await fetch("https://api.example.com/login", { method: "POST", body });
  // ok: javascript.cleartext-protocol
  await fetch("http://localhost:3000/login", { method: "POST", body });
  // ok: javascript.cleartext-protocol
  const safe = new WebSocket("wss://live.example.com/feed");
  return [socket, safe];
}
