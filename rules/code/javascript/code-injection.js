const vm = require("node:vm");

const OPERATIONS = { sum: (a, b) => a + b };

app.post("/calculate", (req, res) => {
  // ruleid: javascript.code-injection
  const result = eval(req.body.expression);
  // ruleid: javascript.code-injection
  const compiled = new Function("x", "return " + req.body.formula);
  // ruleid: javascript.code-injection
  vm.runInNewContext(req.body.code, {});
  // ok: javascript.code-injection
  const filter = JSON.parse(req.body.filter);
  // ok: javascript.code-injection
  const operation = OPERATIONS[req.body.operation];
  // ok: javascript.code-injection
  const size = eval("1 + 1");
  // ok: javascript.code-injection
  setTimeout(() => save(req.body.draft), 1000);
  res.json([result, compiled(1), filter, operation, size]);
});

const callback = new URLSearchParams(location.search).get("callback");
// ruleid: javascript.code-injection
eval(callback + "()");
// ruleid: javascript.code-injection
setTimeout(`done('${location.hash}')`, 100);
window.addEventListener("message", (event) => {
  // ruleid: javascript.code-injection
  eval(event.data);
});
