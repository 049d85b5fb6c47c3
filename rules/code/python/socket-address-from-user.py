import http.client
import socket

from flask import abort, request

KNOWN = {"a.example.org"}


def probe():
    # ruleid: python.socket-address-from-user
    first = socket.create_connection((request.args["host"], 80), timeout=3)
    host = request.args.get("host")
    # ruleid: python.socket-address-from-user
    second = http.client.HTTPConnection(host, timeout=3)
    third = socket.socket()
    # ruleid: python.socket-address-from-user
    third.connect((host, int(request.args["port"])))
    return first, second, third


def known():
    host = request.args["host"]
    if host not in KNOWN:
        abort(400)
    # ok: python.socket-address-from-user
    return socket.create_connection((host, 80), timeout=3)


def fixed():
    # ok: python.socket-address-from-user
    return socket.create_connection(("a.example.org", 80), timeout=3)


def sent(connection):
    # ok: python.socket-address-from-user
    connection.send(request.data)
