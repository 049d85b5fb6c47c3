import html

from django.http import HttpResponse, JsonResponse
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from flask import Flask, jsonify, make_response, redirect, render_template, request
from markupsafe import Markup, escape

app = Flask(__name__)
api = FastAPI()


@app.route("/hello")
def hello():
    name = request.args.get("name", "")
    # ruleid: python.xss-response
    return f"<h1>Hello {name}</h1>"


@app.route("/search")
def search():
    page = "<p>Nothing found for " + request.args["q"] + "</p>"
    # ruleid: python.xss-response
    return make_response(page)


@app.route("/hello/<name>")
def path(name):
    # ruleid: python.xss-response
    return "<b>%s</b>" % name, 200


def django_view(request):
    # ruleid: python.xss-response
    return HttpResponse("Hello " + request.GET["name"])


@api.get("/hello")
def fast(name: str):
    # ruleid: python.xss-response
    return HTMLResponse(content=f"Hello {name}")


@app.route("/escaped")
def escaped():
    name = request.args.get("name", "")
    # ok: python.xss-response
    return f"<h1>Hello {escape(name)}</h1>"


@app.route("/template")
def template():
    # ok: python.xss-response
    return render_template("hello.html", name=request.args["name"])


@app.route("/json")
def as_json():
    # ok: python.xss-response
    return jsonify(name=request.args["name"])


def escaped_django(request):
    name = html.escape(request.GET["name"])
    # ok: python.xss-response
    return HttpResponse("<h1>Hello " + name + "</h1>")


def json_django(request):
    # ok: python.xss-response
    return JsonResponse({"name": request.GET["name"]})


def marked(request):
    # ruleid: python.xss-response
    return Markup("Hello " + request.args["name"])


@app.route("/plain")
def plain():
    name = request.args.get("name", "World")
    # ruleid: python.xss-response
    return "Hello " + name


@app.route("/user")
def moved():
    # ok: python.xss-response
    return redirect("/users/" + request.args["name"])


@api.get("/text")
def not_html(name: str):
    # ok: python.xss-response
    return f"Hello {name}"


@app.route("/dict")
def as_dict():
    # ok: python.xss-response
    return {"name": "Hello " + request.args["name"]}


def formatted(request):
    # ok: python.xss-response
    return Markup("<b>{}</b>").format(request.args["name"])


@app.route("/count")
def count():
    # ok: python.xss-response
    return f"<p>{len(request.args)} arguments</p>"


@app.route("/greeting")
def greeting():
    name = request.args["name"]
    # ruleid: python.xss-response
    return make_response(f"Hello {name}")


@app.route("/plain")
def plain():
    response = make_response("Hello " + request.args["name"])
    response.mimetype = "text/plain"
    # ok: python.xss-response
    return response
