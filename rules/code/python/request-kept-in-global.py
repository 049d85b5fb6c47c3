from flask import g, request, session

current_user = None
last_order = None
count = 0


def login():
    global current_user
    # ruleid: python.request-kept-in-global
    current_user = request.form["user"]


def order():
    global last_order
    body = request.get_json()
    # ruleid: python.request-kept-in-global
    last_order = body


def search(request):
    global last_order
    # ruleid: python.request-kept-in-global
    last_order = request.GET.get("q")


def counted():
    global count
    # ok: python.request-kept-in-global
    count = count + 1
    # ok: python.request-kept-in-global
    name = request.form["user"]
    return name


def kept():
    # ok: python.request-kept-in-global
    g.user = request.form["user"]
