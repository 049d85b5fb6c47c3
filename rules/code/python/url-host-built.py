import urllib.request

import requests

KNOWN = {"a.example.org"}


def status(host):
    # ruleid: python.url-host-built
    return requests.get(f"http://{host}/status", timeout=5).text


def notify(webhook_url):
    # ruleid: python.url-host-built
    return requests.post(webhook_url, json={"done": True}, timeout=5)


def page():
    address = input("Address: ")
    # ruleid: python.url-host-built
    return urllib.request.urlopen(address).read()


def known(host):
    if host not in KNOWN:
        raise ValueError(host)
    # ok: python.url-host-built
    return requests.get(f"http://{host}/status", timeout=5).text


def fixed():
    # ok: python.url-host-built
    return requests.get("https://a.example.org/status", timeout=5).text


def item(number):
    # ok: python.url-host-built
    return requests.get(f"https://a.example.org/items/{number}", timeout=5).text
