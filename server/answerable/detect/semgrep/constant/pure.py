"""Calls whose outcome depends on nothing but what they are given."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

BUILTINS = frozenset({
    "str", "int", "float", "bool", "len", "repr", "ascii", "bytes", "bytearray", "chr", "ord", "abs", "min",
    "max", "sum", "round", "hex", "oct", "bin", "tuple", "sorted", "reversed", "list", "set", "frozenset",
    "dict", "range", "format", "enumerate", "zip",
})  # fmt: skip
NUMBERS = frozenset({"int", "float", "bool", "len", "ord", "round", "isinstance", "callable", "hasattr"})
"""Those that give a number or a truth value: whatever it is made from, no text of somebody's comes out."""

EXACT: dict[str, Callable[..., object]] = {
    "str": str, "int": int, "float": float, "bool": bool, "len": len, "chr": chr, "ord": ord, "abs": abs,
    "min": min, "max": max,
}  # fmt: skip
"""Those that are worked out."""

MODULES = (
    "base64.", "urllib.parse.", "os.path.", "posixpath.", "html.", "binascii.", "json.dumps", "json.loads", "re.sub",
    "re.escape", "markupsafe.", "flask.escape", "hashlib.", "pathlib.Path", "pathlib.PurePath", "pathlib.PurePosixPath",
    "decimal.Decimal", "copy.", "textwrap.", "shlex.", "string.", "codecs.encode", "codecs.decode", "quopri.",
    "datetime.datetime.strptime", "datetime.timedelta",
)  # fmt: skip

METHODS = frozenset({
    "capitalize", "casefold", "center", "count", "decode", "encode", "endswith", "expandtabs", "find",
    "format", "index", "isalnum", "isalpha", "isdigit", "islower", "isnumeric", "isspace", "isupper", "join",
    "ljust", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rjust",
    "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title",
    "translate", "upper", "zfill", "hex", "hexdigest", "digest", "joinpath", "with_suffix", "with_name",
    "with_stem", "resolve", "absolute", "as_posix", "expanduser", "get", "keys", "values", "items", "copy",
})  # fmt: skip

CONSTANT_ATTRIBUTES = frozenset({"root_path", "instance_path", "static_folder", "parent", "name", "stem", "suffix"})

OUTSIDE = frozenset({"GET", "POST", "FILES", "COOKIES", "META"})
"""Names in capitals that are not constants: what came with a request."""

OPERATORS: dict[str, Callable[[Any, Any], object]] = {
    "Add": operator.add, "Sub": operator.sub, "Mult": operator.mul, "FloorDiv": operator.floordiv, "Mod": operator.mod,
    "Div": operator.truediv, "BitAnd": operator.and_, "BitOr": operator.or_, "BitXor": operator.xor,
    "Eq": operator.eq, "NotEq": operator.ne, "Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt,
    "GtE": operator.ge, "Is": operator.is_, "IsNot": operator.is_not,
    "In": lambda a, b: a in b, "NotIn": lambda a, b: a not in b,
}  # fmt: skip

LARGEST = 10_000
"""Of a text or number worked out on paper; more is not worth the memory."""


def small(value: object) -> bool:
    """Whether to go on with such a value."""
    if isinstance(value, str | bytes | tuple):
        return len(value) <= LARGEST
    return not isinstance(value, int) or abs(value) < 10**30
