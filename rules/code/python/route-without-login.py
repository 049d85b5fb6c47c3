from fastapi import APIRouter, Depends, FastAPI
from flask import Flask, abort
from flask_login import current_user, login_required

web = Flask(__name__)
api = FastAPI()


@web.route("/admin/delete/<int:uid>", methods=["POST"])
# ruleid: python.route-without-login
def delete_user(uid):
    users.pop(uid)
    return "ok"


@api.delete("/users/{uid}")
# ruleid: python.route-without-login
def remove_user(uid: int):
    users.pop(uid)


@web.route("/shutdown", methods=["POST"])
# ruleid: python.route-without-login
def shutdown():
    server.stop()
    return "bye"


@web.route("/own/<int:uid>", methods=["POST"])
@login_required
# ok: python.route-without-login
def delete_own(uid):
    users.pop(uid)
    return "ok"


@api.delete("/things/{uid}")
# ok: python.route-without-login
def remove_thing(uid: int, user=Depends(get_user)):
    things.pop(uid)


@web.route("/asked/<int:uid>", methods=["POST"])
# ok: python.route-without-login
def delete_asked(uid):
    if not current_user.may_delete(uid):
        abort(403)
    users.pop(uid)


@web.route("/guarded/<int:uid>", methods=["POST"])
@requires("admin")
# ok: python.route-without-login
def delete_guarded(uid):
    users.pop(uid)


@web.route("/search")
# ok: python.route-without-login
def search():
    return "found"
