const sqlite3 = require("sqlite3");
const db = new sqlite3.Database("app.db");

function findUser(username, callback) {
  const sql = "SELECT * FROM users WHERE username = '" + username + "'";
  // ruleid: javascript.sql-text-built-before
  db.get(sql, callback);
}

async function findByEmail(email) {
  const query = `SELECT * FROM users WHERE email = '${email}'`;
  // ruleid: javascript.sql-text-built-before
  return pool.query(query);
}

const remove = async (id) => {
  const statement = `DELETE FROM users WHERE id = ${id}`;
  // ruleid: javascript.sql-text-built-before
  await connection.execute(statement);
};

function findSafely(username, callback) {
  const sql = "SELECT * FROM users WHERE username = ?";
  // ok: javascript.sql-text-built-before
  db.get(sql, [username], callback);
}

async function count(table) {
  const query = `SELECT count(*) FROM ${table}`;
  // ok: javascript.sql-text-built-before
  return pool.query(query);
}

const removeSafely = async (id) => {
  const statement = `DELETE FROM users WHERE id = ${Number(id)}`;
  // ok: javascript.sql-text-built-before
  await connection.execute(statement);
};
