def find(users, name):
    # ruleid: python.nosql-where-built
    first = users.find({"$where": f"this.name == '{name}'"})
    # ruleid: python.nosql-where-built
    second = users.find_one({"$where": "this.name == '" + name + "'"})
    # ruleid: python.nosql-where-built
    third = users.find({"active": True, "$where": "this.name == '%s'" % name})
    # ok: python.nosql-where-built
    fourth = users.find({"name": name})
    # ok: python.nosql-where-built
    fifth = users.find({"$where": "this.a == this.b"})
    # ok: python.nosql-where-built
    sixth = users.find({"title": f"Hello {name}"})
    return first, second, third, fourth, fifth, sixth
