const express = require("express");
const app = express();

app.post("/role", (req, res) => {
  // ruleid: javascript.trust-boundary
  req.session.role = req.body.role;
  res.end();
});

app.get("/owner", (req, res) => {
  const owner = req.query.owner;
  // ruleid: javascript.trust-boundary
  req.session["owner"] = owner;
  res.end();
});

app.post("/cart", (req, res) => {
  const cart = [];
  cart.push(req.body.item);
  // ruleid: javascript.trust-boundary
  req.session.cart = cart;
  res.end();
});

app.post("/login", async (req, res) => {
  const user = await users.check(req.body.name, req.body.password);
  // ok: javascript.trust-boundary
  req.session.userId = user.id;
  res.end();
});

app.post("/page", (req, res) => {
  // ok: javascript.trust-boundary
  req.session.page = Number(req.body.page);
  res.end();
});

app.post("/plan", (req, res) => {
  if (!["basic", "pro"].includes(req.body.plan)) {
    return res.status(400).end();
  }
  // ok: javascript.trust-boundary
  req.session.plan = req.body.plan;
  // ok: javascript.trust-boundary
  req.session.returnTo = req.query.next;
  res.end();
});
