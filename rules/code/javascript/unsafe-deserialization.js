const serialize = require("node-serialize");
const yaml = require("js-yaml");
const v8 = require("v8");

function read(text, req) {
  // ruleid: javascript.unsafe-deserialization
  const one = serialize.unserialize(text);
  // ruleid: javascript.unsafe-deserialization
  const two = yaml.load(text, { schema: yaml.DEFAULT_FULL_SCHEMA });
  // ruleid: javascript.unsafe-deserialization
  const three = v8.deserialize(req.body);
  // ok: javascript.unsafe-deserialization
  const four = JSON.parse(text);
  // ok: javascript.unsafe-deserialization
  const five = yaml.load(text);
  // ok: javascript.unsafe-deserialization
  const six = yaml.load(text, { schema: yaml.JSON_SCHEMA });
  // ok: javascript.unsafe-deserialization
  const seven = v8.deserialize(v8.serialize({ a: 1 }));
  return [one, two, three, four, five, six, seven];
}
