function load(text, name) {
  // ruleid: javascript.eval-non-constant
  const config = eval("(" + text + ")");
  // ruleid: javascript.eval-non-constant
  const compiled = new Function("data", text);
  // ruleid: javascript.eval-non-constant
  setTimeout("refresh('" + name + "')", 500);
  // ruleid: javascript.eval-non-constant
  window.setInterval(`poll(${name})`, 500);
  // ok: javascript.eval-non-constant
  const parsed = JSON.parse(text);
  // ok: javascript.eval-non-constant
  const root = new Function("return this")();
  // ok: javascript.eval-non-constant
  setTimeout(() => refresh(name), 500);
  // ok: javascript.eval-non-constant
  setTimeout(refresh, 500, name);
  // ok: javascript.eval-non-constant
  const two = eval("1 + 1");
  return [config, compiled, parsed, root, two];
}
