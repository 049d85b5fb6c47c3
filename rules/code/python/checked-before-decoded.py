import html
import unicodedata
import urllib.parse

from markupsafe import escape


def path(name):
    if ".." in name:
        raise ValueError(name)
    # ruleid: python.checked-before-decoded
    name = urllib.parse.unquote(name)
    return open("/srv/" + name)


def text(value):
    value = escape(value)
    # ruleid: python.checked-before-decoded
    shown = unicodedata.normalize("NFKC", value)
    return shown


def page(value):
    value = html.escape(value)
    # ruleid: python.checked-before-decoded
    shown = html.unescape(value)
    return shown


def first(name):
    # ok: python.checked-before-decoded
    name = urllib.parse.unquote(name)
    if ".." in name:
        raise ValueError(name)
    return name


def other(name, query):
    if ".." in name:
        raise ValueError(name)
    # ok: python.checked-before-decoded
    query = urllib.parse.unquote(query)
    return query


def normal(value):
    # ok: python.checked-before-decoded
    value = unicodedata.normalize("NFKC", value)
    return escape(value)
