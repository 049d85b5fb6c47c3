async function findUser(db, email, ids, id) {
  // ruleid: javascript.sql-built-from-strings
  await db.query(`SELECT * FROM users WHERE email = '${email}'`);
  // ruleid: javascript.sql-built-from-strings
  await db.query("SELECT * FROM users WHERE id = " + id);
  // ruleid: javascript.sql-built-from-strings
  db.run("DELETE FROM users WHERE email = '" + email + "'");
  // ruleid: javascript.sql-built-from-strings
  await prisma.$executeRawUnsafe(`UPDATE users SET active = 0 WHERE id = ${id}`);
  // ruleid: javascript.sql-built-from-strings
  await db.execute(`INSERT INTO users (email) VALUES ('${email}')`);
  // ok: javascript.sql-built-from-strings
  await db.query("SELECT * FROM users WHERE email = ?", [email]);
  // ok: javascript.sql-built-from-strings
  await db.query(`SELECT * FROM ${TABLE} WHERE email = $1`, [email]);
  const placeholders = ids.map(() => "?").join(", ");
  // ok: javascript.sql-built-from-strings
  await db.query(`SELECT * FROM users WHERE id IN (${placeholders})`, ids);
  // ok: javascript.sql-built-from-strings
  await db.query(`SELECT * FROM users LIMIT ${MAX_ROWS}`);
  // ok: javascript.sql-built-from-strings
  await db.query(`SELECT * FROM users LIMIT ${Number(id)}`);
  // ok: javascript.sql-built-from-strings
  await prisma.$queryRaw`SELECT * FROM users WHERE email = ${email}`;
  // ok: javascript.sql-built-from-strings
  await logger.get(`select a user from ${email}`);
}
