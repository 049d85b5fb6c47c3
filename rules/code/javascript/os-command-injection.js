const { exec, execSync, execFile, spawn } = require("child_process");
const cp = require("child_process");

app.get("/convert", (req, res) => {
  const file = req.query.file;
  // ruleid: javascript.os-command-injection
  exec(`convert ${file} out.png`);
  // ruleid: javascript.os-command-injection
  execSync("convert " + req.query.file + " out.png");
  // ruleid: javascript.os-command-injection
  cp.exec("convert " + file, (error, out) => res.send(out));
  // ruleid: javascript.os-command-injection
  spawn("convert", [file], { shell: true });
  // ruleid: javascript.os-command-injection
  spawn("sh", ["-c", `convert ${file}`]);
  // ok: javascript.os-command-injection
  execFile("convert", ["--", file, "out.png"]);
  // ok: javascript.os-command-injection
  spawn("convert", [file]);
  // ok: javascript.os-command-injection
  exec(`convert page-${parseInt(req.query.page, 10)}.png out.png`);
  const format = req.query.format;
  if (!["png", "jpg"].includes(format)) return res.sendStatus(400);
  // ok: javascript.os-command-injection
  exec(`convert in.png out.${format}`);
  // ok: javascript.os-command-injection
  const match = /^(\w+)$/.exec(req.query.name);
  res.json(match);
});

wss.on("connection", (ws) => {
  ws.on("message", (data) => {
    // ruleid: javascript.os-command-injection
    exec(data.toString());
  });
});

function echoed(req, res) {
  // ruleid: javascript.os-command-injection
  cp.spawn("sh", ["-c", `echo ${req.query.text}`]);
  // ok: javascript.os-command-injection
  cp.spawn("echo", [req.query.text]);
}
