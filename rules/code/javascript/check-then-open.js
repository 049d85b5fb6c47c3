const fs = require("fs");

function create(file, data) {
  if (!fs.existsSync(file)) {
    // ruleid: javascript.check-then-open
    fs.writeFileSync(file, data);
  }
  // ruleid: javascript.check-then-open
  if (fs.existsSync(file)) fs.unlinkSync(file);
  if (fs.existsSync(file)) {
    // ruleid: javascript.check-then-open
    return fs.createWriteStream(file);
  }
}

function createSafely(file, data) {
  // ok: javascript.check-then-open
  fs.writeFileSync(file, data, { flag: "wx" });
  if (fs.existsSync(file)) {
    // ok: javascript.check-then-open
    console.log("there");
  }
  // ok: javascript.check-then-open
  fs.unlinkSync(file);
}
