function buildResponse(name, value) {
  let out = "HTTP/1.1 200 OK\r\n";
  // ruleid: javascript.header-injection
  out += `${name}: ${value}\r\n`;
  return out;
}

function mail(subject) {
  // ruleid: javascript.header-injection
  return "Subject: " + subject + "\r\n";
}

app.get("/go", (req, res) => {
  // ruleid: javascript.header-injection
  req.socket.write(`HTTP/1.1 302 Found\r\nLocation: ${req.query.url}\r\n\r\n`);
});

function buildSafely(name, value) {
  if (/[\r\n]/.test(name) || /[\r\n]/.test(value)) throw new Error("line break");
  // ok: javascript.header-injection
  return `${name}: ${value}\r\n`;
}

function cleaned(subject) {
  const text = subject.replace(/[\r\n]/g, " ");
  // ok: javascript.header-injection
  return `Subject: ${text}\r\n`;
}

function line(name) {
  // ok: javascript.header-injection
  return `${name} is here\r\n`;
}
