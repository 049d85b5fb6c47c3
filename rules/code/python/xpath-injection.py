import xml.etree.ElementTree as ET

from flask import Flask, request
from lxml import etree

app = Flask(__name__)


@app.route("/login")
def login():
    name = request.args["name"]
    tree = etree.parse("users.xml")
    # ruleid: python.xpath-injection
    first = tree.xpath(f"//user[@name='{name}']")
    query = "//user[@name='" + name + "' and @active='1']"
    # ruleid: python.xpath-injection
    second = tree.xpath(query)
    root = ET.parse("users.xml").getroot()
    # ruleid: python.xpath-injection
    third = root.find("./user[@name='%s']" % name)
    # ruleid: python.xpath-injection
    fourth = etree.XPath("//user[@name='{}']".format(name))(tree)
    # ok: python.xpath-injection
    fifth = tree.xpath("//user[@name=$name]", name=name)
    # ok: python.xpath-injection
    sixth = root.findall("./user")
    # ok: python.xpath-injection
    seventh = name.find("@")
    return str((first, second, third, fourth, fifth, sixth, seventh))


def numbered(request, tree):
    # ok: python.xpath-injection
    return tree.xpath(f"//user[{int(request.GET['n'])}]")
