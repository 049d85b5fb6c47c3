from urllib.parse import urlparse

from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from flask import Flask, redirect, request, url_for

app = Flask(__name__)
api = FastAPI()


@app.route("/login")
def login():
    # ruleid: python.open-redirect
    return redirect(request.args.get("next"))


@app.route("/go")
def go():
    target = request.args["url"] or "/"
    # ruleid: python.open-redirect
    return redirect(target, code=302)


@api.get("/go")
def fast(url: str):
    # ruleid: python.open-redirect
    return RedirectResponse(url)


def django_view(request):
    # ruleid: python.open-redirect
    return HttpResponseRedirect(request.GET["next"])


@app.route("/prefix")
def prefix():
    # ruleid: python.open-redirect
    return redirect("https://" + request.args["host"])


@app.route("/own")
def own():
    # ok: python.open-redirect
    return redirect(url_for("profile", name=request.args["name"]))


@app.route("/path")
def path():
    # ok: python.open-redirect
    return redirect("/users/" + request.args["name"])


@app.route("/path2")
def path2():
    # ok: python.open-redirect
    return redirect(f"https://example.com/{request.args['page']}")


@app.route("/checked")
def checked():
    target = request.args["next"]
    if urlparse(target).netloc:
        target = "/"
    # ok: python.open-redirect
    return redirect(target)


def with_query(request):
    target = "/search"
    # ok: python.open-redirect
    return redirect(target + "?" + request.META["QUERY_STRING"])


def django_checked_by_name(request):
    target = request.GET["next"]
    if target and not url_has_allowed_host_and_scheme(url=target, allowed_hosts={request.get_host()}):
        target = "/"
    # ok: python.open-redirect
    return HttpResponseRedirect(target)


def django_checked(request):
    target = request.GET["next"]
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    # ok: python.open-redirect
    return HttpResponseRedirect(target)
