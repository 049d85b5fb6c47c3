import ast
import json
import re

from flask import Flask, request

app = Flask(__name__)
OPERATIONS = {"sum": sum, "max": max}


@app.route("/calculate")
def calculate():
    # ruleid: python.code-injection
    value = eval(request.args["expression"])
    source = request.form.get("code")
    # ruleid: python.code-injection
    exec(source)
    # ruleid: python.code-injection
    program = compile(source, "<user>", "exec")
    # ok: python.code-injection
    value = ast.literal_eval(request.args["expression"])
    # ok: python.code-injection
    data = json.loads(source)
    # ok: python.code-injection
    pattern = re.compile(source)
    return str((value, program, data, pattern))


@app.get("/apply/<name>")
def apply(name):
    # ruleid: python.code-injection
    eval(name + "()")
    # ok: python.code-injection
    return OPERATIONS[name]([1, 2])


def console():
    # ruleid: python.code-injection
    print(eval(input("> ")))
    # ok: python.code-injection
    print(eval("1 + 1"))
