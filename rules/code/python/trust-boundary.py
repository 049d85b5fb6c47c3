from flask import Flask, request, session
from werkzeug.security import check_password_hash

app = Flask(__name__)


@app.post("/role")
def role():
    # ruleid: python.trust-boundary
    session["role"] = request.form["role"]
    # ruleid: python.trust-boundary
    session[request.form["key"]] = "1"
    # ok: python.trust-boundary
    session["role"] = current_user.role
    # ok: python.trust-boundary
    session["page"] = int(request.form["page"])
    return "ok"


def django_view(request):
    # ruleid: python.trust-boundary
    request.session["account"] = request.GET["account"]


@app.post("/login")
def login():
    name = request.form["name"]
    if check_password_hash(find(name).password, request.form["password"]):
        # ok: python.trust-boundary
        session["name"] = name
    return "ok"
