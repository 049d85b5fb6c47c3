from flask import Flask, request
from flask_limiter import Limiter

app = Flask(__name__)
limiter = Limiter(app)


@app.route("/login", methods=["POST"])
# ruleid: python.tries-without-limit
def login():
    user = find(request.form["name"])
    if user and check_password_hash(user.hash, request.form["password"]):
        return start(user)
    return "no", 401


@app.post("/verify")
# ruleid: python.tries-without-limit
def verify_code():
    if request.form["code"] == stored_code(request.form["name"]):
        return start(request.form["name"])
    return "no", 401


# ruleid: python.tries-without-limit
def unlock():
    while True:
        pin = input("PIN: ")
        if pin == stored_pin():
            return open_door()


@app.route("/limited", methods=["POST"])
@limiter.limit("5 per minute")
# ok: python.tries-without-limit
def login_limited():
    user = find(request.form["name"])
    if user and check_password_hash(user.hash, request.form["password"]):
        return start(user)
    return "no", 401


@app.route("/counted", methods=["POST"])
# ok: python.tries-without-limit
def login_counted():
    user = find(request.form["name"])
    if user.failed_logins > 5:
        return "wait", 429
    if check_password_hash(user.hash, request.form["password"]):
        return start(user)
    return "no", 401


@app.route("/page")
# ok: python.tries-without-limit
def login_page():
    return render_template("login.html")


@router.post("/token")
# ruleid: python.tries-without-limit
async def token(form: OAuth2PasswordRequestForm):
    user = await authenticate(form.username, form.password)
    return create_token(user)
