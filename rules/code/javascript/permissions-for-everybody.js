const fs = require("fs");

function save(path, data) {
  // ruleid: javascript.permissions-for-everybody
  fs.writeFileSync(path, data, { mode: 0o777 });
  // ruleid: javascript.permissions-for-everybody
  fs.chmodSync(path, 0o666);
  // ruleid: javascript.permissions-for-everybody
  fs.chmod(path, "777", callback);
  // ruleid: javascript.permissions-for-everybody
  fs.mkdirSync(path, { recursive: true, mode: 0o777 });
  // ok: javascript.permissions-for-everybody
  fs.writeFileSync(path, data, { mode: 0o600 });
  // ok: javascript.permissions-for-everybody
  fs.chmodSync(path, 0o755);
  // ok: javascript.permissions-for-everybody
  fs.mkdirSync(path, { recursive: true });
}
