const fs = require("fs");
const path = require("path");

function read(baseDir, filename) {
  // ruleid: javascript.path-joined-unchecked
  return fs.readFileSync(path.join(baseDir, filename), "utf8");
}

const write = async (baseDir, fileName, data) => {
  const target = path.resolve(baseDir, fileName);
  // ruleid: javascript.path-joined-unchecked
  await fs.promises.writeFile(target, data);
};

function open(userPath) {
  // ruleid: javascript.path-joined-unchecked
  return fs.createReadStream(`${ROOT}/${userPath}`);
}

function readSafely(baseDir, filename) {
  const base = path.resolve(baseDir);
  const full = path.resolve(base, filename);
  if (!full.startsWith(base + path.sep)) throw new Error("outside");
  // ok: javascript.path-joined-unchecked
  return fs.readFileSync(full, "utf8");
}

function readNamed(baseDir, filename) {
  // ok: javascript.path-joined-unchecked
  return fs.readFileSync(path.join(baseDir, path.basename(filename)), "utf8");
}

function load(configPath) {
  // ok: javascript.path-joined-unchecked
  return fs.readFileSync(configPath, "utf8");
}

function readIn(baseDir, name) {
  // ruleid: javascript.path-joined-unchecked
  return fs.readFileSync(path.join(baseDir, name), "utf8");
}

function readWithin(baseDir, name) {
  const full = path.resolve(baseDir, name);
  if (!full.startsWith(baseDir + path.sep)) throw new Error("outside");
  // ok: javascript.path-joined-unchecked
  return fs.readFileSync(full, "utf8");
}
