const fs = require("fs");
const os = require("os");
const path = require("path");

function write(data, id) {
  // ruleid: javascript.temp-file-fixed-name
  fs.writeFileSync("/tmp/report.txt", data);
  const file = path.join(os.tmpdir(), "report-" + process.pid + ".txt");
  // ruleid: javascript.temp-file-fixed-name
  fs.writeFileSync(file, data);
  // ruleid: javascript.temp-file-fixed-name
  fs.createWriteStream(`/tmp/report-${id}.log`);
  // ok: javascript.temp-file-fixed-name
  fs.readFileSync("/tmp/report.txt");
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
  // ok: javascript.temp-file-fixed-name
  fs.writeFileSync(path.join(dir, "report.txt"), data);
  // ok: javascript.temp-file-fixed-name
  fs.writeFileSync("/tmp/report.txt", data, { flag: "wx", mode: 0o600 });
}
