const xpath = require("xpath");

function findUser(doc, name) {
  // ruleid: javascript.xpath-injection
  return xpath.select(`//user[name='${name}']`, doc);
}

app.get("/users", (req, res) => {
  const query = "//user[name='" + req.query.name + "']/email";
  // ruleid: javascript.xpath-injection
  res.json(xpath.select(query, doc));
});

function login(doc, name, password) {
  // ruleid: javascript.xpath-injection
  return xpath.select1("//user[name='" + name + "' and password='" + password + "']", doc);
}

function findSafely(doc, name) {
  const expression = xpath.parse("//user[name=$name]");
  // ok: javascript.xpath-injection
  return expression.select({ node: doc, variables: { name } });
}

function all(doc) {
  // ok: javascript.xpath-injection
  return xpath.select("//user", doc);
}

function byId(doc, id) {
  // ok: javascript.xpath-injection
  return xpath.select(`//user[@id=${Number(id)}]`, doc);
}
