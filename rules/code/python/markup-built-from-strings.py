from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from markupsafe import Markup

BREAK = "<br>"


def badge(name):
    # ruleid: python.markup-built-from-strings
    first = mark_safe(f"<b>{name}</b>")
    # ruleid: python.markup-built-from-strings
    second = mark_safe("<b>%s</b>" % name)
    # ruleid: python.markup-built-from-strings
    third = Markup("<b>" + name + "</b>")
    # ok: python.markup-built-from-strings
    fourth = format_html("<b>{}</b>", name)
    # ok: python.markup-built-from-strings
    fifth = Markup("<b>{}</b>").format(name)
    # ok: python.markup-built-from-strings
    sixth = mark_safe("<b>new</b>")
    # ok: python.markup-built-from-strings
    seventh = mark_safe(f"<b>{escape(name)}</b>")
    # ok: python.markup-built-from-strings
    eighth = mark_safe(BREAK)
    return first, second, third, fourth, fifth, sixth, seventh, eighth
