const { exec, execSync, execFileSync } = require("child_process");
const cp = require("child_process");

function checkout(branch, options) {
  // ruleid: javascript.shell-command-built
  execSync(`git checkout ${branch}`, { stdio: "inherit" });
  // ruleid: javascript.shell-command-built
  exec("git log " + options.range, report);
  // ruleid: javascript.shell-command-built
  cp.exec("tar xf " + branch + " -C /tmp");
  // ok: javascript.shell-command-built
  execFileSync("git", ["checkout", "--", branch]);
  // ok: javascript.shell-command-built
  execSync(`kill ${process.pid}`);
  // ok: javascript.shell-command-built
  execSync(`${GIT} status`);
  // ok: javascript.shell-command-built
  const found = /(\w+)/.exec(`${branch}`);
  return found;
}

const fetchBranch = (branch) => {
  // ruleid: javascript.shell-command-built
  execSync(`git fetch origin ${branch}`);
  // ok: javascript.shell-command-built
  execSync(`git fetch ${shellQuote(branch)}`);
};

const VERSION = "1.2.3";
// ok: javascript.shell-command-built
execSync(`npm publish --tag v${VERSION}`);

const promised = promisify(exec);

async function archived(folder) {
  // ruleid: javascript.shell-command-built
  await promised(`tar -czf out.tgz ${folder}`);
  // ok: javascript.shell-command-built
  await promised("tar -czf out.tgz data");
}
