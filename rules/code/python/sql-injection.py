import sqlite3
import sys

from fastapi import Depends, FastAPI
from flask import Flask, abort, request
from sqlalchemy import select, text

app = Flask(__name__)
api = FastAPI()
SORTABLE = {"name": "name", "age": "age"}


@app.route("/users")
def users():
    name = request.args.get("name", "")
    cur = sqlite3.connect("app.db").cursor()
    # ruleid: python.sql-injection
    cur.execute(f"SELECT * FROM users WHERE name = '{name}'")
    # ruleid: python.sql-injection
    cur.execute("SELECT * FROM users WHERE name = '%s'" % name)
    # ruleid: python.sql-injection
    cur.execute("SELECT * FROM users WHERE name = '" + request.form["name"] + "'")
    # ruleid: python.sql-injection
    cur.executescript("DELETE FROM users WHERE name = '{}'".format(name))
    # ok: python.sql-injection
    cur.execute("SELECT * FROM users WHERE name = ?", (name,))
    return str(cur.fetchall())


@app.route("/users/<name>")
def by_path(name):
    query = "SELECT * FROM users"
    query += " WHERE name = '" + name + "'"
    # ruleid: python.sql-injection
    db.execute(text(query))


@app.route("/users/<int:number>")
def by_number(number):
    # ok: python.sql-injection
    db.execute(f"SELECT * FROM users WHERE id = {number}")


@api.get("/items/{owner}")
async def items(owner: str, limit: int = 10, db=Depends(connect)):
    # ruleid: python.sql-injection
    await db.fetch(f"SELECT * FROM items WHERE owner = '{owner}'")
    # ok: python.sql-injection
    await db.fetch(f"SELECT * FROM items LIMIT {limit}")
    # ok: python.sql-injection
    await db.fetch("SELECT * FROM items WHERE owner = $1", owner)


def django_view(request):
    # ruleid: python.sql-injection
    User.objects.raw("SELECT * FROM auth_user WHERE email = '%s'" % request.GET["email"])
    # ok: python.sql-injection
    User.objects.raw("SELECT * FROM auth_user WHERE email = %s", [request.GET["email"]])


def sorted_by(request):
    column = request.GET.get("sort", "name")
    if column not in SORTABLE:
        abort(400)
    # ok: python.sql-injection
    db.execute(f"SELECT * FROM users ORDER BY {column}")


def looked_up(request):
    # ok: python.sql-injection
    db.execute("SELECT * FROM users ORDER BY " + SORTABLE[request.GET["sort"]])


def converted(request):
    number = int(request.GET["id"])
    # ok: python.sql-injection
    db.execute(f"SELECT * FROM users WHERE id = {number}")


def orm(request, session):
    name = request.args.get("name")
    # ok: python.sql-injection
    session.execute(select(User).where(User.name == name))
    statement = select(User).where(User.name == name)
    # ok: python.sql-injection
    session.execute(statement)
    # ok: python.sql-injection
    session.execute(text("SELECT * FROM users WHERE name = :name"), {"name": name})
    # ruleid: python.sql-injection
    session.query(User).filter(text("name = '%s'" % name))


def console():
    who = input("Name: ")
    # ruleid: python.sql-injection
    cur.execute("SELECT * FROM users WHERE name = '" + who + "'")
    # ruleid: python.sql-injection
    cur.execute("DELETE FROM users WHERE name = '%s'" % sys.argv[1])


def not_a_database(request):
    # ok: python.sql-injection
    pipeline.execute(request.json)
