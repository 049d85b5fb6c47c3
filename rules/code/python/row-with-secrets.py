import sqlite3

from flask import Flask, jsonify

app = Flask(__name__)


@app.route("/users/<int:user_id>")
def user(user_id):
    db = sqlite3.connect("users.db")
    row = db.execute("SELECT id, email, password_hash FROM users WHERE id = ?", (user_id,)).fetchone()
    # ruleid: python.row-with-secrets
    return jsonify(dict(row))


@app.get("/people")
def people():
    cursor = sqlite3.connect("users.db").cursor()
    cursor.execute("SELECT name, ssn FROM people")
    rows = cursor.fetchall()
    # ruleid: python.row-with-secrets
    return jsonify(rows)


@app.get("/keys")
def keys():
    rows = sqlite3.connect("users.db").execute("SELECT name, api_key FROM clients").fetchall()
    # ruleid: python.row-with-secrets
    return jsonify([dict(row) for row in rows])


@app.get("/safe/<int:user_id>")
def safe(user_id):
    db = sqlite3.connect("users.db")
    row = db.execute("SELECT id, email FROM users WHERE id = ?", (user_id,)).fetchone()
    # ok: python.row-with-secrets
    return jsonify(dict(row))


@app.get("/chosen/<int:user_id>")
def chosen(user_id):
    db = sqlite3.connect("users.db")
    row = db.execute("SELECT id, password_hash FROM users WHERE id = ?", (user_id,)).fetchone()
    # ok: python.row-with-secrets
    return jsonify(id=row["id"])


def stored_hash(db, name):
    row = db.execute("SELECT password_hash FROM users WHERE name = ?", (name,)).fetchone()
    # ok: python.row-with-secrets
    return row
