from lxml import etree


def find(doc, name, number):
    # ruleid: python.xpath-built
    first = doc.xpath("//user[name='" + name + "']")
    query = f"/users/user[@id='{name}']/mail"
    # ruleid: python.xpath-built
    second = doc.xpath(query)
    # ruleid: python.xpath-built
    third = doc.findall("./user[@name='%s']" % name)
    # ok: python.xpath-built
    fourth = doc.xpath("//user[name=$name]", name=name)
    # ok: python.xpath-built
    fifth = doc.xpath("//user[name='root']")
    # ok: python.xpath-built
    sixth = doc.xpath(f"//user[@id={int(number)}]")
    # ok: python.xpath-built
    seventh = doc.findall(f"./{name}/child")
    return first, second, third, fourth, fifth, sixth, seventh
