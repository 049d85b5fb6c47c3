from django.contrib.auth.decorators import login_required
from fastapi import Depends, FastAPI
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


api = FastAPI()


@api.get("/notes/{note_id}")
# ruleid: python.record-of-anybody
def api_note(note_id: int, db: Session = Depends(get_db), user: User = Depends(get_current_user)):
    return db.query(Note).filter(Note.id == note_id).first()


@api.get("/files/{file_id}")
# ruleid: python.record-of-anybody
async def api_file(file_id: int, user=Depends(require_login)):
    return await session.get(File, file_id)


@api.get("/own/{note_id}")
# ok: python.record-of-anybody
def api_own(note_id: int, db: Session = Depends(get_db), user: User = Depends(get_current_user)):
    return db.query(Note).filter(Note.id == note_id, Note.owner_id == user.id).first()


@api.get("/tags/{tag_id}")
# ok: python.record-of-anybody
def api_tag(tag_id: int, db: Session = Depends(get_db)):
    return db.query(Tag).filter(Tag.id == tag_id).first()


@api_view(["GET"])
@permission_classes([IsAuthenticated])
# ruleid: python.record-of-anybody
def prescription(request, pk):
    return Response(Prescription.objects.get(pk=pk).data)


@api_view(["GET"])
@permission_classes([IsAuthenticated])
# ok: python.record-of-anybody
def own_prescription(request, pk):
    return Response(Prescription.objects.get(pk=pk, patient=request.user).data)
