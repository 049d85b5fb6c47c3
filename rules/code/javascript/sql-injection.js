const express = require("express");
const { Pool } = require("pg");

const app = express();
const db = new Pool();
const SORTABLE = { name: "name", age: "age" };
const COLUMNS = ["name", "age"];

app.get("/users", async (req, res) => {
  const { name } = req.query;
  // ruleid: javascript.sql-injection
  await db.query(`SELECT * FROM users WHERE name = '${name}'`);
  // ruleid: javascript.sql-injection
  await db.query("SELECT * FROM users WHERE name = '" + req.query.name + "'");
  let sql = "SELECT * FROM users";
  sql += " WHERE id = " + req.params.id;
  // ruleid: javascript.sql-injection
  await db.query(sql);
  // ruleid: javascript.sql-injection
  await db.query({ text: `DELETE FROM users WHERE id = ${req.body.id}` });
  // ruleid: javascript.sql-injection
  await prisma.$queryRawUnsafe(`SELECT * FROM users WHERE email = '${req.body.email}'`);
  // ruleid: javascript.sql-injection
  await prisma.$executeRawUnsafe("UPDATE users SET name = '" + req.body.name + "'");
  // ruleid: javascript.sql-injection
  await knex("users").orderByRaw(req.query.sort);
  // ok: javascript.sql-injection
  await db.query("SELECT * FROM users WHERE name = $1", [name]);
  // ok: javascript.sql-injection
  await db.query(`SELECT * FROM users WHERE id = ${Number(req.params.id)}`);
  // ok: javascript.sql-injection
  await db.query(`SELECT * FROM users ORDER BY ${SORTABLE[req.query.sort]}`);
  // ok: javascript.sql-injection
  await prisma.$queryRaw`SELECT * FROM users WHERE email = ${req.body.email}`;
  // ok: javascript.sql-injection
  await knex("users").whereRaw("name = ?", [req.query.name]);
  res.json([]);
});

app.post("/sorted", async ({ body }, res) => {
  // ruleid: javascript.sql-injection
  connection.query("SELECT * FROM users ORDER BY " + body.column, (error, rows) => res.json(rows));
  const column = body.column;
  if (!COLUMNS.includes(column)) return res.sendStatus(400);
  // ok: javascript.sql-injection
  connection.query("SELECT * FROM users ORDER BY " + column, (error, rows) => res.json(rows));
});

export async function GET(request) {
  const { searchParams } = new URL(request.url);
  const owner = searchParams.get("owner");
  // ruleid: javascript.sql-injection
  const rows = await db.execute(`SELECT * FROM items WHERE owner = '${owner}'`);
  // ok: javascript.sql-injection
  const found = await client.query({ query: SEARCH, variables: { owner } });
  const item = await Item.findOne({ owner });
  // ok: javascript.sql-injection
  await db.query(`SELECT * FROM stock WHERE item = '${item.id}'`);
  return Response.json([rows, found]);
}

app.get("/collected", (req, res) => {
  const parts = [];
  parts.push("x");
  parts.push(req.query.name);
  const names = new Map();
  names.set("name", req.query.name);
  // ruleid: javascript.sql-injection
  db.query("SELECT * FROM t WHERE a = '" + parts.join("','") + "'");
  // ruleid: javascript.sql-injection
  db.query("SELECT * FROM t WHERE a = '" + names.get("name") + "'");
});
