import string

from flask import Flask, render_template, render_template_string, request
from jinja2 import Environment, Template

app = Flask(__name__)
PAGE = "<h1>Hello {{ name }}</h1>"


@app.route("/hello")
def hello():
    name = request.args.get("name", "")
    # ruleid: python.template-injection
    first = render_template_string(f"<h1>Hello {name}</h1>")
    # ruleid: python.template-injection
    second = Template("Hello " + name).render()
    # ruleid: python.template-injection
    third = Environment().from_string(request.form["template"]).render()
    template = "<h1>Hello %s</h1>" % name
    # ruleid: python.template-injection
    fourth = render_template_string(template)
    # ok: python.template-injection
    fifth = render_template_string("<h1>Hello {{ name }}</h1>", name=name)
    # ok: python.template-injection
    sixth = Template(PAGE).render(name=name)
    # ok: python.template-injection
    seventh = render_template("hello.html", name=name)
    return first + second + third + fourth + fifth + sixth + seventh


def not_a_program(request):
    # ok: python.template-injection
    return string.Template("Hello $name").substitute(name=request.GET["name"])
