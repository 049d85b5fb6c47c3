const ejs = require("ejs");
const nunjucks = require("nunjucks");

app.post("/page", (req, res) => {
  // ruleid: javascript.template-injection
  const html = ejs.render("<p>" + req.body.text + "</p>");
  // ruleid: javascript.template-injection
  const compiled = Handlebars.compile(req.body.template);
  // ruleid: javascript.template-injection
  const page = nunjucks.renderString(`Hello ${req.query.name}`, {});
  // ok: javascript.template-injection
  const safe = ejs.render("<p><%= text %></p>", { text: req.body.text });
  // ok: javascript.template-injection
  res.render("page", { text: req.body.text });
  // ok: javascript.template-injection
  const other = nunjucks.renderString("Hello {{ name }}", { name: req.query.name });
  return [html, compiled, page, safe, other];
});
