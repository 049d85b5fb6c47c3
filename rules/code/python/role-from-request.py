from flask import Flask, abort, request
from flask_login import current_user

app = Flask(__name__)


@app.post("/users")
def create(users):
    body = request.json
    # ruleid: python.role-from-request
    user = {"name": body["name"], "role": body.get("role", "user")}
    users.append(user)
    return user


def register(request, User):
    # ruleid: python.role-from-request
    user = User(name=request.POST["name"], is_staff=request.POST.get("is_staff", False))
    user.save()


@app.put("/me")
def update(user):
    data = request.get_json()
    # ruleid: python.role-from-request
    user.is_admin = data["is_admin"]


@app.post("/users/plain")
def plain(users):
    body = request.json
    # ok: python.role-from-request
    users.append({"name": body["name"], "role": "user"})


@app.post("/users/by-admin")
def by_admin(users):
    if not current_user.is_admin:
        abort(403)
    body = request.json
    # ok: python.role-from-request
    users.append({"name": body["name"], "role": body["role"]})


@app.post("/users/guarded")
@admin_required
def guarded(users):
    body = request.json
    # ok: python.role-from-request
    users.append({"name": body["name"], "role": body["role"]})
