import importlib

from flask import Flask, request

app = Flask(__name__)
ACTIONS = {"start": start, "stop": stop}


@app.post("/action/<name>")
def action(name):
    # ruleid: python.unsafe-reflection
    getattr(actions, name)()
    # ruleid: python.unsafe-reflection
    module = importlib.import_module("plugins." + request.form["plugin"])
    # ruleid: python.unsafe-reflection
    globals()[request.form["function"]]()
    # ok: python.unsafe-reflection
    ACTIONS[name]()
    if name in ACTIONS:
        # ok: python.unsafe-reflection
        getattr(actions, name)()
    # ok: python.unsafe-reflection
    getattr(actions, "start")()
    return str(module)


def loaded(settings):
    # ok: python.unsafe-reflection
    return importlib.import_module(settings.BACKEND)
