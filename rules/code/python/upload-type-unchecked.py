import os

from flask import Flask, request
from werkzeug.utils import secure_filename

app = Flask(__name__)


@app.post("/a")
def unchecked():
    file = request.files["file"]
    # ruleid: python.upload-type-unchecked
    file.save(os.path.join("/srv", secure_filename(file.filename)))


@app.post("/b")
def also_unchecked():
    upload = request.files.get("photo")
    if upload:
        # ruleid: python.upload-type-unchecked
        upload.save("/srv/photo")


@app.post("/c")
def straight():
    # ruleid: python.upload-type-unchecked
    request.files["file"].save("/srv/file")


@app.post("/d")
def by_ending():
    file = request.files["file"]
    if not file.filename.endswith((".png", ".jpg")):
        return "no", 400
    # ok: python.upload-type-unchecked
    file.save(os.path.join("/srv", secure_filename(file.filename)))


@app.post("/e")
def by_function():
    file = request.files["file"]
    if file and allowed_file(file.filename):
        # ok: python.upload-type-unchecked
        file.save(os.path.join("/srv", secure_filename(file.filename)))


@app.post("/f")
def by_type():
    file = request.files["file"]
    if file.mimetype not in ("image/png", "image/jpeg"):
        return "no", 400
    # ok: python.upload-type-unchecked
    file.save("/srv/picture")


def model(form):
    # ok: python.upload-type-unchecked
    form.save("/srv/form")
