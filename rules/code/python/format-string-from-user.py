import string

from flask import Flask, request

app = Flask(__name__)


@app.route("/greet")
def greet():
    template = request.args["template"]
    # ruleid: python.format-string-from-user
    first = template.format(user=current_user)
    # ruleid: python.format-string-from-user
    second = ("Dear " + template).format(current_user)
    # ruleid: python.format-string-from-user
    third = request.form["text"].format_map(vars(current_user))
    # ok: python.format-string-from-user
    fourth = "Hello {}".format(template)
    # ok: python.format-string-from-user
    fifth = string.Template(template).safe_substitute(name=current_user.name)
    # ok: python.format-string-from-user
    sixth = f"Hello {template}"
    return first + second + third + fourth + fifth + sixth
