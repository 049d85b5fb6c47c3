const _ = require("lodash");

app.post("/settings", (req, res) => {
  // ruleid: javascript.prototype-pollution
  _.merge(settings, req.body);
  // ruleid: javascript.prototype-pollution
  const options = deepMerge({}, defaults, JSON.parse(req.body.options));
  // ruleid: javascript.prototype-pollution
  _.set(settings, req.body.path, req.body.value);
  const { section, key, value } = req.body;
  // ruleid: javascript.prototype-pollution
  settings[section][key] = value;
  // ok: javascript.prototype-pollution
  const copy = { ...defaults, ...req.body };
  // ok: javascript.prototype-pollution
  _.merge(settings, Settings.parse(req.body));
  // ok: javascript.prototype-pollution
  settings.theme = req.body.theme;
  // ok: javascript.prototype-pollution
  cache.set(req.params.id, req.body);
  if (!SECTIONS.includes(section)) return res.sendStatus(400);
  // ok: javascript.prototype-pollution
  settings[section][key] = value;
  res.json([options, copy]);
});
