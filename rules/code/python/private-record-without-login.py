import sqlite3

from fastapi import Depends, FastAPI
from flask import Flask, abort, jsonify
from flask_login import current_user, login_required

web = Flask(__name__)
api = FastAPI()


@web.route("/api/orders/<int:order_id>")
# ruleid: python.private-record-without-login
def order(order_id):
    return jsonify(Order.query.get_or_404(order_id).to_dict())


@api.get("/invoices/{invoice_id}")
# ruleid: python.private-record-without-login
async def invoice(invoice_id: int, db: Session = None):
    return db.query(Invoice).filter(Invoice.id == invoice_id).first()


@web.get("/users/<int:user_id>")
# ruleid: python.private-record-without-login
def user(user_id):
    row = sqlite3.connect("a.db").execute("SELECT name, mail FROM users WHERE id = ?", (user_id,)).fetchone()
    return jsonify(list(row))


@web.route("/own/<int:order_id>")
@login_required
# ok: python.private-record-without-login
def own(order_id):
    return jsonify(Order.query.filter_by(id=order_id, user_id=current_user.id).first().to_dict())


@api.get("/payments/{payment_id}")
# ok: python.private-record-without-login
def payment(payment_id: int, db: Session = Depends(get_db), user: User = Depends(get_current_user)):
    return db.query(Payment).filter(Payment.id == payment_id, Payment.user_id == user.id).first()


@web.route("/checked/<int:order_id>")
# ok: python.private-record-without-login
def checked(order_id):
    if not current_user.is_authenticated:
        abort(401)
    return jsonify(Order.query.get(order_id).to_dict())


@web.route("/articles/<int:article_id>")
# ok: python.private-record-without-login
def article(article_id):
    return jsonify(Article.query.get_or_404(article_id).to_dict())
