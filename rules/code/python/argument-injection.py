import re
import subprocess

from fastapi import FastAPI
from flask import Flask, request

app = Flask(__name__)
api = FastAPI()


@app.post("/clone")
def clone():
    url = request.form["url"]
    # ruleid: python.argument-injection
    subprocess.run(["git", "clone", url, "/srv/new"], check=True)
    return "cloned"


@app.post("/pack")
def pack():
    # ruleid: python.argument-injection
    subprocess.run(["tar", "czf", "/srv/out.tgz", request.form["folder"]], check=True)
    return "packed"


@api.get("/fetch")
def fetch(address: str):
    arguments = ["curl", "-s"]
    # ruleid: python.argument-injection
    return subprocess.check_output(["curl", "-s", address])


@app.post("/clone-checked")
def clone_checked():
    url = request.form["url"]
    # ok: python.argument-injection
    subprocess.run(["git", "clone", "--", url, "/srv/new"], check=True)
    return "cloned"


@app.post("/clone-matched")
def clone_matched():
    url = request.form["url"]
    if not re.fullmatch(r"https://example\.com/[\w-]+", url):
        return "no"
    # ok: python.argument-injection
    subprocess.run(["git", "clone", url], check=True)
    return "cloned"


@app.post("/log")
def log():
    # ok: python.argument-injection
    return subprocess.check_output(["git", "log", f"--author={request.form['author']}"])


@app.post("/echo")
def echo():
    # ok: python.argument-injection
    return subprocess.check_output(["echo", request.form["text"]])
