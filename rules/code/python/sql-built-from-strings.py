from sqlalchemy import text

TABLE = "users"


def find(cur, name):
    # ruleid: python.sql-built-from-strings
    cur.execute(f"SELECT * FROM users WHERE name = '{name}'")
    # ruleid: python.sql-built-from-strings
    cur.execute("SELECT * FROM users WHERE name = '%s'" % name)
    query = "SELECT * FROM users WHERE name = '{}'".format(name)
    # ruleid: python.sql-built-from-strings
    cur.execute(query)
    # ok: python.sql-built-from-strings
    cur.execute("SELECT * FROM users WHERE name = ?", (name,))


def grown(session, name):
    query = "DELETE FROM users"
    if name:
        query += " WHERE name = '" + name + "'"
    # ruleid: python.sql-built-from-strings
    session.execute(text(query))


def constant_table(cur):
    # ok: python.sql-built-from-strings
    cur.execute(f"SELECT * FROM {TABLE}")
    column = "name"
    # ok: python.sql-built-from-strings
    cur.execute(f"SELECT {column} FROM users")


def constant_parts(cur, base, name):
    query = TABLE + " WHERE name = ?"
    # ok: python.sql-built-from-strings
    cur.execute("SELECT * FROM " + query, (name,))
    select = "SELECT * FROM users"
    select += " WHERE name = ?"
    # ok: python.sql-built-from-strings
    cur.execute(select, (name,))


def placeholders(cur, ids):
    marks = ",".join("?" for _ in ids)
    # ok: python.sql-built-from-strings
    cur.execute(f"SELECT * FROM users WHERE id IN ({marks})", ids)
    # ok: python.sql-built-from-strings
    cur.execute("SELECT * FROM users WHERE id IN (%s)" % ",".join(["?"] * len(ids)), ids)


def numbers(cur, limit):
    limit = int(limit)
    # ok: python.sql-built-from-strings
    cur.execute(f"SELECT * FROM users LIMIT {limit}")


def checked(cur, column):
    if column not in COLUMNS:
        raise ValueError(column)
    # ok: python.sql-built-from-strings
    cur.execute(f"SELECT {column} FROM users")


def not_sql(repository, name):
    # ok: python.sql-built-from-strings
    repository.execute(f"git checkout {name}")


def reported_as_user_input(cur, request):
    # ok: python.sql-built-from-strings
    cur.execute("SELECT * FROM users WHERE name = '" + request.args["name"] + "'")
