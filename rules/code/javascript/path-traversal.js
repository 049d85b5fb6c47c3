const fs = require("fs");
const path = require("path");
const { readFile } = require("fs/promises");

const UPLOADS = path.join(__dirname, "uploads");

app.get("/files/:name", async (req, res) => {
  const file = path.join(UPLOADS, req.params.name);
  // ruleid: javascript.path-traversal
  res.sendFile(file);
  // ruleid: javascript.path-traversal
  fs.readFile(`./uploads/${req.query.name}`, (error, data) => res.send(data));
  // ruleid: javascript.path-traversal
  fs.unlinkSync(UPLOADS + "/" + req.body.name);
  // ruleid: javascript.path-traversal
  const text = await readFile(path.resolve(UPLOADS, req.query.name), "utf8");
  // ok: javascript.path-traversal
  res.sendFile(req.params.name, { root: UPLOADS });
  // ok: javascript.path-traversal
  fs.readFile(path.join(UPLOADS, path.basename(req.params.name)), (error, data) => res.send(data));
  // ok: javascript.path-traversal
  fs.readFileSync(path.join(UPLOADS, `${Number(req.params.id)}.txt`));
  // ok: javascript.path-traversal
  fs.writeFileSync(path.join(UPLOADS, "note.txt"), req.body.text);
  return text;
});

app.get("/checked/:name", (req, res) => {
  const resolved = path.resolve(UPLOADS, req.params.name);
  if (!resolved.startsWith(UPLOADS + path.sep)) return res.sendStatus(400);
  // ok: javascript.path-traversal
  res.sendFile(resolved);
});

app.get("/by-id/:id", async (req, res) => {
  const upload = await Upload.findById(req.params.id);
  // ok: javascript.path-traversal
  res.sendFile(upload.path);
});

function sizeOf(req, res) {
  // ruleid: javascript.path-traversal
  res.json({ size: fs.readFileSync("/srv/" + req.query.name).length });
}
