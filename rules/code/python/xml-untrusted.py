import xml.etree.ElementTree as ET
from xml.dom import minidom

import defusedxml.ElementTree
from flask import Flask, request
from lxml import etree

app = Flask(__name__)
STRICT = etree.XMLParser(resolve_entities=False)


@app.post("/order")
def order():
    # ruleid: python.xml-untrusted
    first = etree.fromstring(request.data)
    # ruleid: python.xml-untrusted
    second = ET.fromstring(request.get_data())
    text = request.form["xml"]
    # ruleid: python.xml-untrusted
    third = minidom.parseString(text)
    # ok: python.xml-untrusted
    fourth = defusedxml.ElementTree.fromstring(request.data)
    # ok: python.xml-untrusted
    fifth = etree.fromstring(request.data, parser=STRICT)
    # ok: python.xml-untrusted
    sixth = ET.parse("settings.xml")
    return str((first, second, third, fourth, fifth, sixth))
