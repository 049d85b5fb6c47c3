import xml.dom.minidom
import xml.etree.ElementTree as ET

import defusedxml.ElementTree
from lxml import etree


def read(xml_text, payload):
    # ruleid: python.xml-without-limits
    first = ET.fromstring(xml_text)
    # ruleid: python.xml-without-limits
    second = etree.fromstring(payload)
    # ruleid: python.xml-without-limits
    third = xml.dom.minidom.parseString(xml_text)
    # ok: python.xml-without-limits
    fourth = defusedxml.ElementTree.fromstring(xml_text)
    # ok: python.xml-without-limits
    fifth = etree.fromstring(payload, parser=etree.XMLParser(resolve_entities=False))
    # ok: python.xml-without-limits
    sixth = ET.fromstring("<root/>")
    return first, second, third, fourth, fifth, sixth
