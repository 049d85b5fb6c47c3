from decimal import Decimal

from flask import abort, request

PRICES = {"basic": 10}


def order():
    quantity = int(request.form["quantity"])
    # ruleid: python.amount-unchecked
    total = PRICES["basic"] * quantity
    return total


def transfer(account):
    amount = Decimal(request.form.get("amount", "0"))
    # ruleid: python.amount-unchecked
    account.balance -= amount


def deposit(account):
    data = request.get_json()
    # ruleid: python.amount-unchecked
    account.balance += float(data["amount"])


def checked():
    quantity = int(request.form["quantity"])
    if quantity < 1 or quantity > 100:
        abort(400)
    # ok: python.amount-unchecked
    total = PRICES["basic"] * quantity
    return total


def ranged(account):
    amount = int(request.form["amount"])
    if not 0 < amount <= account.balance:
        abort(400)
    # ok: python.amount-unchecked
    account.balance -= amount


def behind_or(plan):
    quantity = int(request.form["quantity"])
    if plan not in PRICES or not 1 <= quantity <= 100:
        abort(400)
    # ok: python.amount-unchecked
    total = PRICES[plan] * quantity
    return total


def clamped():
    # ok: python.amount-unchecked
    total = 5 * min(max(int(request.form["quantity"]), 1), 10)
    return total


def paged():
    page = int(request.args.get("page", 1))
    # ok: python.amount-unchecked
    offset = page * 20
    return offset
