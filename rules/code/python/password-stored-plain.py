from flask import Flask, request
from werkzeug.security import generate_password_hash

app = Flask(__name__)


@app.post("/register")
def register():
    name = request.form["name"]
    password = request.form["password"]
    # ruleid: python.password-stored-plain
    user = User(name=name, password=password)
    # ruleid: python.password-stored-plain
    user.password = request.form.get("password")
    # ruleid: python.password-stored-plain
    cur.execute("INSERT INTO users (name, password) VALUES (?, ?)", (name, password))
    # ok: python.password-stored-plain
    other = User(name=name, password=generate_password_hash(password))
    hashed = generate_password_hash(password)
    # ok: python.password-stored-plain
    cur.execute("INSERT INTO users (name, password) VALUES (?, ?)", (name, hashed))
    # ok: python.password-stored-plain
    other.set_password(password)
    # ok: python.password-stored-plain
    cur.execute("SELECT * FROM users WHERE name = ? AND password = ?", (name, password))
    return str(user)


def connect(password, process):
    # ok: python.password-stored-plain
    process.stdin.write(password)
    # ok: python.password-stored-plain
    return Client(host="db", password=password)


def save(name, password):
    with open("users.txt", "a") as file:
        # ruleid: python.password-stored-plain
        file.write(f"{name}:{password}")


def save_profile(host, password):
    config = configparser.ConfigParser()
    # ruleid: python.password-stored-plain
    config["server"] = {"host": host, "password": password}
    # ok: python.password-stored-plain
    config["other"] = {"host": host}
