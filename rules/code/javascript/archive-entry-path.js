const fs = require("fs");
const path = require("path");

function extract(zip, target) {
  for (const entry of zip.getEntries()) {
    // ruleid: javascript.archive-entry-path
    fs.writeFileSync(path.join(target, entry.entryName), entry.getData());
  }
}

stream.pipe(unzipper.Parse()).on("entry", (entry) => {
  // ruleid: javascript.archive-entry-path
  entry.pipe(fs.createWriteStream(target + "/" + entry.path));
});

extractor.on("entry", (header, source) => {
  const file = `${target}/${header.name}`;
  // ruleid: javascript.archive-entry-path
  source.pipe(fs.createWriteStream(file));
});

function extractChecked(zip, target) {
  for (const entry of zip.getEntries()) {
    const resolved = path.resolve(target, entry.entryName);
    if (!resolved.startsWith(target + path.sep)) throw new Error("outside");
    // ok: javascript.archive-entry-path
    fs.writeFileSync(resolved, entry.getData());
    // ok: javascript.archive-entry-path
    fs.writeFileSync(path.join(target, path.basename(entry.entryName)), entry.getData());
    // ok: javascript.archive-entry-path
    console.log(entry.entryName);
  }
}

function copy(source, target) {
  for (const entry of fs.readdirSync(source, { withFileTypes: true })) {
    // ok: javascript.archive-entry-path
    fs.writeFileSync(path.join(target, entry.name), fs.readFileSync(path.join(source, entry.name)));
  }
}
