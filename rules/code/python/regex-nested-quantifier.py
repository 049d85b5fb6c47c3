import re


def check(text):
    # ruleid: python.regex-nested-quantifier
    first = re.match(r"^(a+)+$", text)
    # ruleid: python.regex-nested-quantifier
    second = re.compile(r"^([a-zA-Z0-9]+\s?)*$")
    # ruleid: python.regex-nested-quantifier
    third = re.search(r"(?:\w*)*@", text)
    # ruleid: python.regex-nested-quantifier
    eighth = re.match(r"^(([a-z])+.)+[A-Z]$", text)
    # ok: python.regex-nested-quantifier
    fourth = re.match(r"^a+$", text)
    # ok: python.regex-nested-quantifier
    fifth = re.match(r"^([a-z]+,)+$", text)
    # ok: python.regex-nested-quantifier
    sixth = re.match(r"(\d{3}-)+", text)
    # ok: python.regex-nested-quantifier
    seventh = re.match(r"\((a+)\)", text)
    return first, second, third, fourth, fifth, sixth, seventh, eighth
