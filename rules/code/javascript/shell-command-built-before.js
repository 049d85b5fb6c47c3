const { exec, execSync, spawn } = require("child_process");

function log(branch) {
  const command = "git log --oneline " + branch;
  // ruleid: javascript.shell-command-built-before
  return execSync(command).toString();
}

const convert = (input, output) => {
  const command = `convert ${input} ${output}`;
  // ruleid: javascript.shell-command-built-before
  exec(command, (error) => console.error(error));
};

function list(dir) {
  // ruleid: javascript.shell-command-built-before
  return spawn("sh", ["-c", `ls ${dir}`]);
}

function logSafely(branch) {
  // ok: javascript.shell-command-built-before
  return spawn("git", ["log", "--oneline", "--", branch]);
}

function build() {
  const command = "npm run build";
  // ok: javascript.shell-command-built-before
  return execSync(command);
}

const wait = (text) => {
  const command = `sleep ${Number(text)}`;
  // ok: javascript.shell-command-built-before
  exec(command);
};
