import os
import re


def clean(name, text, command):
    # ruleid: python.incomplete-filter
    name = name.replace("../", "")
    # ruleid: python.incomplete-filter
    text = text.replace("<script>", "")
    # ruleid: python.incomplete-filter
    text = re.sub("<script.*?>", "", text)
    # ruleid: python.incomplete-filter
    for bad in [";", "&&", "|"]:
        if bad in command:
            raise ValueError(command)
    return name, text


def safe(name, text, command, allowed):
    # ok: python.incomplete-filter
    name = os.path.basename(name)
    # ok: python.incomplete-filter
    text = text.replace("\r", "")
    # ok: python.incomplete-filter
    text = text.replace("<", "&lt;")
    # ok: python.incomplete-filter
    if command not in allowed:
        raise ValueError(command)
    return name, text
