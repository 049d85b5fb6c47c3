from flask import render_template, request

PAGES = {"home": "home.html"}


def page(environment):
    # ruleid: python.template-name-from-user
    first = render_template(request.args["page"])
    name = request.args.get("page", "home") + ".html"
    # ruleid: python.template-name-from-user
    second = render_template(name)
    # ruleid: python.template-name-from-user
    third = environment.get_template("pages/" + request.args["page"])
    # ok: python.template-name-from-user
    fourth = render_template("home.html", page=request.args["page"])
    # ok: python.template-name-from-user
    fifth = render_template(PAGES[request.args["page"]])
    # ok: python.template-name-from-user
    sixth = environment.get_template("home.html")
    return first, second, third, fourth, fifth, sixth
