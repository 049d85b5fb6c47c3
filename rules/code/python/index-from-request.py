from flask import abort, request

ITEMS = ["a", "b"]


def show():
    # ruleid: python.index-from-request
    first = ITEMS[int(request.args["i"])]
    # ruleid: python.index-from-request
    second = ITEMS[int(request.args.get("i", 0))]
    number = int(request.form["number"])
    # ruleid: python.index-from-request
    third = ITEMS[number]
    return first, second, third


def checked():
    number = int(request.form["number"])
    if number < 0 or number >= len(ITEMS):
        abort(404)
    # ok: python.index-from-request
    return ITEMS[number]


def caught():
    try:
        # ok: python.index-from-request
        return ITEMS[int(request.args["i"])]
    except IndexError:
        return ""


def own():
    # ok: python.index-from-request
    return ITEMS[0]
