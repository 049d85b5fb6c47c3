from flask import abort, request


def share(total):
    people = int(request.args["people"])
    # ruleid: python.divided-by-request
    first = total / people
    # ruleid: python.divided-by-request
    second = total // int(request.form.get("n"))
    # ruleid: python.divided-by-request
    third = 100 % int(request.args["n"])
    return first, second, third


def checked(total):
    people = int(request.args["people"])
    if people <= 0:
        abort(400)
    # ok: python.divided-by-request
    return total / people


def caught(total):
    try:
        # ok: python.divided-by-request
        return total / int(request.args["people"])
    except ZeroDivisionError:
        return 0


def other(folder):
    # ok: python.divided-by-request
    return folder / request.args["name"]
