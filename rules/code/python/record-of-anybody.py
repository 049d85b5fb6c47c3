from django.contrib.auth.decorators import login_required
from flask import Flask, jsonify
from flask_jwt_extended import jwt_required
from flask_login import current_user

app = Flask(__name__)


@app.route("/invoice/<int:id>")
@login_required
# ruleid: python.record-of-anybody
def invoice(id):
    return jsonify(Invoice.query.get(id).data)


@app.route("/order/<int:order_id>")
@jwt_required()
# ruleid: python.record-of-anybody
def order(order_id):
    row = Order.query.filter_by(id=order_id).first()
    return jsonify(row.data)


@login_required
# ruleid: python.record-of-anybody
def note(request, pk):
    return render(request, "note.html", {"note": Note.objects.get(id=pk)})


@app.route("/own/<int:id>")
@login_required
# ok: python.record-of-anybody
def own(id):
    return jsonify(Invoice.query.filter_by(id=id, owner_id=current_user.id).first().data)


@login_required
# ok: python.record-of-anybody
def own_note(request, pk):
    return render(request, "note.html", {"note": Note.objects.get(id=pk, author=request.user)})


@app.route("/product/<int:id>")
# ok: python.record-of-anybody
def product(id):
    return jsonify(Product.query.get(id).data)
