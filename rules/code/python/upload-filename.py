import os
from pathlib import Path
from uuid import uuid4

from fastapi import FastAPI, UploadFile
from flask import Flask, request
from werkzeug.utils import secure_filename

app = Flask(__name__)
api = FastAPI()
UPLOADS = "/srv/uploads"


@app.post("/upload")
def upload():
    file = request.files["file"]
    # ruleid: python.upload-filename
    file.save(os.path.join(UPLOADS, file.filename))
    # ruleid: python.upload-filename
    file.save(UPLOADS + "/" + file.filename)
    # ok: python.upload-filename
    file.save(os.path.join(UPLOADS, secure_filename(file.filename)))
    # ok: python.upload-filename
    file.save(os.path.join(UPLOADS, uuid4().hex + ".png"))
    name = secure_filename(file.filename)
    # ok: python.upload-filename
    file.save(os.path.join(UPLOADS, name))
    return "stored"


@api.post("/upload")
async def fast(file: UploadFile):
    # ruleid: python.upload-filename
    with open(f"uploads/{file.filename}", "wb") as out:
        out.write(await file.read())
    # ruleid: python.upload-filename
    (Path(UPLOADS) / file.filename).write_bytes(await file.read())


def django_upload(request):
    document = request.FILES["document"]
    # ruleid: python.upload-filename
    with open("/srv/uploads/" + document.name, "wb") as out:
        out.write(document.read())


def members(archive, info):
    # ok: python.upload-filename
    with open(info.filename, "rb") as source:
        return source.read()


def store(request):
    document = request.FILES["document"]
    # ruleid: python.upload-filename
    with open("/srv/media/" + document.name, "wb+") as target:
        target.write(document.read())
