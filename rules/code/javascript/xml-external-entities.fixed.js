const libxmljs = require("libxmljs2");

function read(text) {
  // ruleid: javascript.xml-external-entities
  const one = libxmljs.parseXml(text, { noent: false });
  // ruleid: javascript.xml-external-entities
  const two = libxmljs.parseXmlString(text, { nonet: true, dtdload: false });
  // ruleid: javascript.xml-external-entities
  const three = libxmljs.parseXml(text, { noblanks: true, replaceEntities: false });
  // ok: javascript.xml-external-entities
  const four = libxmljs.parseXml(text);
  // ok: javascript.xml-external-entities
  const five = libxmljs.parseXml(text, { noent: false, nonet: true });
  // ok: javascript.xml-external-entities
  const six = libxmljs.parseXml(text, { noblanks: true });
  return [one, two, three, four, five, six];
}
