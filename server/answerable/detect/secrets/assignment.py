"""The many ways in which source text gives a name a value, as pieces of one RE2 pattern.

Used for formats without a prefix of their own (``context`` rules: thirty-two hexadecimal digits are an API key only
next to a vendor's name) and for the generic pass. Written to read, after a name::

    name = "v"     name: str = 'v'    "name": "v"     \\"name\\": \\"v\\"    name => v        <name>v</name>
    name := `v`    NAME=v             --name v         f("NAME", "v")    name = f("v")    - name: NAME\\n  value: v
    $name .= "v"   name ||= "v"       name ?= v        var name string = "v"             my name is v

Every repetition is bounded, so that a pattern stays small and a match stays near its name.
"""

from __future__ import annotations

_TAIL = r"[\w.\-]{0,40}"
# Lazy: `--acme-token ab=cd…` has its value right after the name, not after a word and an equals sign.
_WORDS = r"(?:[ \t]{1,3}[\w.\-]{1,20}){0,3}?"
_CLOSE = r"(?:\\{0,3}[\"'`]|[\])}]|\[\d{0,4}\]){0,4}"
_TYPE = (
    r"(?:[ \t]{0,4}:[ \t]{0,4}[&*?]?(?:'[a-z]{1,9}[ \t])?[A-Za-z_][\w.\[\]<>?|&]{0,30}"
    r"|[ \t]{1,4}\*?(?:string|str|char|text|varchar)\b[\[\]\d()]{0,8})?"
)
_SIGN = r"(?:[-+.|?&!:=~^]{0,3}=>?|:{1,3}|->|<-|,|\|{1,2}|\?\?|>|\(|=>)"
# A name and its value as two attributes or entries: XML, plist, Kubernetes, Terraform, Azure application settings.
_PAIR = (
    r"(?:[ \t]?[,{:]?\s{0,40}(?:-[ \t])?\\?[\"']?(?i:value|content|default|defaultvalue|text)\\?[\"']?[ \t]{0,4}[=:]"
    r"|</[\w:.\-]{1,40}>\s{0,40}<[\w:.\-]{1,40}>)"
)
_CALL = r"(?:[A-Za-z_&*\[][\w.:<>\[\]]{0,30}[( ][ \t]{0,2}){0,2}"
_OPEN = r"(?:[\[({]\s{0,4})?(?:[rRbBfFuUlL@$]{0,2}#?(?:\\{0,3}[\"'`]){1,3})?"
_SCHEME = r"(?i:(?:Bearer|Basic|Token|ApiKey|Api-Key|Key|OAuth)(?:[ \t]{1,2}|[:=]))?"

# A value on the lines after its name: YAML's block scalars and lists.
_BELOW = r"(?:[|>][-+]?[ \t]{0,4}\r?\n[ \t]{1,40}|-[ \t]{1,4})?"

GAP = (
    rf"{_TAIL}{_WORDS}{_CLOSE}(?:{_TYPE}[ \t]{{0,20}}{_SIGN}|{_PAIR}|[ \t]{{1,4}})"
    rf"\s{{0,40}}{_BELOW}{_CALL}{_OPEN}\s{{0,20}}{_SCHEME}"
)
"""What may stand between the end of a name's telling word and the first character of its value."""

END = r"(?:[^\w\-+/=]|$)"
"""What must follow a value of fixed form: nothing that could be more of it."""


def context_pattern(words: tuple[str, ...], value: str) -> str:
    """The RE2 pattern of a `context` rule: one of the words (patterns too, in any case), then `value` as group 1."""
    return f"(?i:{'|'.join(words)}){GAP}({value}){END}"


def context_parts(pattern: str) -> tuple[str, str] | None:
    """The words and the value of what `context_pattern` made; None for any other pattern."""
    words, gap, value = pattern.partition(GAP)
    return (words, value) if gap else None


_VALUE_SIGN = r"(?:[-+.|?&!:=~]{0,3}=>?|:{1,2}|->|<-|,|\(|\|\||\?\?|(?:or|else)\b)"
# What is done to the field of that name: `$("#password").val("v")`, `expect(user.password).toBe("v")`.
_METHOD = (
    r"(?:\.(?:val|value|fill|type|set|input|sendKeys|send_keys|set_value|setValue|to|be|toBe|toEqual|toStrictEqual"
    r"|equal|equals|eql|eq|withValue|defaultValue|default|thenReturn|returns|andReturn|and_return)[ \t]?\(|,[ \t]with:)"
)
# A property of C# with its accessors.
_ACCESSORS = r"(?:[ \t]{0,2}\{[ \t]{0,2}get;[^{}\r\n]{0,30}\})?"
QUOTED_TAIL = (
    rf"({_TAIL})(?:\(\))?(?:{_CLOSE}){_ACCESSORS}"
    rf"(?:{_PAIR}|{_TYPE}[ \t]{{0,20}}{_VALUE_SIGN}|{_METHOD}|[ \t]{{1,8}}|\{{)"
    rf"[ \t]{{0,20}}[(\[{{]?{_CALL}[rRbBfFuUlL@$]{{0,2}}"
)
"""After a telling word: the rest of its name (a group), then all that stands before the opening quote of a value."""

# How a string literal begins and ends, and one character of what is in it. Escaped quotes are those of a literal
# inside another one (JSON in a string). The longer opening comes first.
_LITERALS = (
    (r"\\{1,3}\"", r"[^\"'`\\\r\n]"),
    (r"\\{1,3}'", r"[^\"'`\\\r\n]"),
    ('"""', r"[^\"\\]"),
    ("'''", r"[^'\\]"),
    ('"', r"(?:[^\"\\\r\n]|\\.)"),
    ("'", r"(?:[^'\\\r\n]|\\.)"),
    ("`", r"[^`\r\n]"),
)
QUOTED_VALUE = f"(?:{'|'.join(f'{quote}{_SCHEME}({inside}+?){quote}' for quote, inside in _LITERALS)})"
"""A value in quotes, one group for each kind of quotes: what ends it is what began it."""
QUOTED_GROUPS = range(2, 2 + len(_LITERALS))
"""The groups of a value where `QUOTED_TAIL` stands before `QUOTED_VALUE`."""

# Bold or code in Markdown may end between a name and its sign, or after the sign.
_MARKS = r"[*_`]{0,3}"
BARE_TAIL = (
    rf"({_TAIL}){_CLOSE}{_MARKS}(?:{_PAIR}|[ \t]{{0,20}}(?:[:?+|]{{0,2}}=>?|:{{1,2}})|[ \t]is){_MARKS}"
    rf"[ \t]{{0,20}}{_SCHEME}"
)
"""The same before a value without quotes: an environment file, YAML, a header, a sentence."""

ELEMENT_TAIL = (
    rf"({_TAIL})(?:[ \t][^<>\r\n]{{0,80}}|[\"'](?:[ \t][^<>\r\n]{{0,80}})?)?>\s{{0,40}}(?:<value>\s{{0,40}})?"
)
"""The same before the text of an XML element, whose name or whose attribute it is."""
