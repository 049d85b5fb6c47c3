function merge(target, source) {
  for (const key in source) {
    if (typeof source[key] === "object") {
      if (!target[key]) target[key] = {};
      // ruleid: javascript.prototype-pollution-merge
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}

function deep(target, source) {
  Object.keys(source).forEach((key) => {
    if (isObject(source[key])) {
      // ruleid: javascript.prototype-pollution-merge
      target[key] = deep(target[key] || {}, source[key]);
    } else {
      target[key] = source[key];
    }
  });
  return target;
}

function setValue(object, path, value) {
  const keys = path.split(".");
  let current = object;
  for (let i = 0; i < keys.length - 1; i++) {
    if (!current[keys[i]]) current[keys[i]] = {};
    // ruleid: javascript.prototype-pollution-merge
    current = current[keys[i]];
  }
  current[keys[keys.length - 1]] = value;
  return object;
}

function mergeSafely(target, source) {
  for (const key of Object.keys(source)) {
    if (key === "__proto__" || key === "constructor" || key === "prototype") continue;
    if (typeof source[key] === "object") {
      // ok: javascript.prototype-pollution-merge
      target[key] = mergeSafely(target[key] || {}, source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}

function getValue(object, path) {
  const keys = path.split(".");
  let current = object;
  for (const key of keys) {
    // ok: javascript.prototype-pollution-merge
    current = current[key];
  }
  return current;
}

function copy(source) {
  const target = {};
  for (const key in source) {
    // ok: javascript.prototype-pollution-merge
    target[key] = source[key];
  }
  return target;
}

function walk(schema, inside) {
  for (const key of Object.keys(schema)) {
    // ok: javascript.prototype-pollution-merge
    const found = walk(schema[key], inside || key === "names");
    if (found) return found;
  }
  return undefined;
}
