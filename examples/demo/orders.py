"""A small shop: what was ordered, and what it costs."""

import sqlite3

import yaml
from flask import Flask, request

app = Flask(__name__)
db = sqlite3.connect("orders.db")


@app.get("/total")
def total():
    rows = db.execute("SELECT price FROM orders WHERE customer = ?", (request.args["customer"],))
    return {"total": sum(price for (price,) in rows)}


def discount(rule, price):
    """Applies a rule like `price * 0.9`."""
