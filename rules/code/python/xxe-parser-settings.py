import xml.dom.minidom
import xml.sax
from xml.sax.handler import feature_external_ges

from lxml import etree

# ruleid: python.xxe-parser-settings
following = etree.XMLParser(resolve_entities=True)
# ruleid: python.xxe-parser-settings
networked = etree.XMLParser(resolve_entities=False, no_network=False)
sax = xml.sax.make_parser()
# ruleid: python.xxe-parser-settings
sax.setFeature(feature_external_ges, True)
# ok: python.xxe-parser-settings
plain = etree.XMLParser(resolve_entities=False, no_network=True)
# ok: python.xxe-parser-settings
sax.setFeature(feature_external_ges, False)
# ok: python.xxe-parser-settings
blanks = etree.XMLParser(remove_blank_text=True)


def from_request(request):
    reader = xml.sax.make_parser()
    # ruleid: python.xxe-parser-settings
    reader.setFeature(feature_external_ges, True)
    return xml.dom.minidom.parseString(request.data, reader)
