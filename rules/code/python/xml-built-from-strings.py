import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape


def to_xml(name, price):
    # ruleid: python.xml-built-from-strings
    return "<item><name>" + name + "</name><price>" + price + "</price></item>"


def export(file, name):
    # ruleid: python.xml-built-from-strings
    file.write(f"<?xml version='1.0'?><user>{name}</user>")
    # ruleid: python.xml-built-from-strings
    return ET.fromstring("<user><name>%s</name></user>" % name)


def safe_xml(name):
    # ok: python.xml-built-from-strings
    return "<item><name>" + escape(name) + "</name></item>"


def fixed_xml():
    # ok: python.xml-built-from-strings
    return "<item>" + "<name>x</name></item>"


def page(name):
    # ok: python.xml-built-from-strings
    return "<p>" + name + "</p>"
