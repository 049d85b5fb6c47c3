from flask import request


def login():
    # ruleid: python.secret-in-query
    first = request.args["password"]
    # ruleid: python.secret-in-query
    second = request.args.get("card_number")
    # ruleid: python.secret-in-query
    third = request.GET.get("new_password", "")
    # ok: python.secret-in-query
    fourth = request.form["password"]
    # ok: python.secret-in-query
    fifth = request.args.get("page")
    # ok: python.secret-in-query
    sixth = request.args.get("password_hint_shown")
    return first, second, third, fourth, fifth, sixth
