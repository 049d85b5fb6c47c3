import logging
import pdb

import debugpy


def order(data):
    # ruleid: python.debugger-left
    pdb.set_trace()
    return data["id"]


def price(data):
    # ruleid: python.debugger-left
    breakpoint()
    return data["price"]


def listen():
    # ruleid: python.debugger-left
    debugpy.listen(("0.0.0.0", 5678))


def local():
    # ok: python.debugger-left
    debugpy.listen(("127.0.0.1", 5678))


def told(data):
    # ok: python.debugger-left
    logging.debug("order %s", data["id"])


def named(breakpoints):
    # ok: python.debugger-left
    return breakpoints.get("main")
