const ldap = require("ldapjs");

function search(client, name) {
  // ruleid: javascript.ldap-injection
  return client.search("dc=example,dc=com", { filter: `(uid=${name})`, scope: "sub" });
}

app.post("/login", (req, res) => {
  // ruleid: javascript.ldap-injection
  const filter = "(&(objectClass=person)(uid=" + req.body.name + "))";
  client.search("dc=example,dc=com", { filter }, callback);
});

function find(client, group) {
  // ruleid: javascript.ldap-injection
  const filter = `(&(objectClass=group)(cn=${group}))`;
  return client.search("dc=example,dc=com", { filter });
}

function searchSafely(client, name) {
  // ok: javascript.ldap-injection
  const filter = new ldap.EqualityFilter({ attribute: "uid", value: name });
  return client.search("dc=example,dc=com", { filter, scope: "sub" });
}

function escaped(client, name) {
  // ok: javascript.ldap-injection
  return client.search("dc=example,dc=com", { filter: `(uid=${escapeFilter(name)})` });
}

function show(name) {
  // ok: javascript.ldap-injection
  console.log(`(name=${name})`);
}
