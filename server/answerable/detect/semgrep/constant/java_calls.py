"""What calls of Java's library mean in Python's terms."""

from __future__ import annotations

import ast
import re

IMPORTED = {"io_StringIO": "io.StringIO"}
"""Names the told module knows, with what they stand for."""
LISTS = frozenset({"ArrayList", "LinkedList", "Vector", "Stack", "ArrayDeque", "CopyOnWriteArrayList"})
MAPS = frozenset({"HashMap", "LinkedHashMap", "TreeMap", "Hashtable", "ConcurrentHashMap", "Properties"})
BUFFERS = frozenset({"StringBuilder", "StringBuffer", "StringWriter"})
PURE_CLASSES = frozenset({
    "String", "Integer", "Long", "Double", "Float", "Boolean", "Character", "Short", "Byte", "Math", "Objects",
    "URLDecoder", "URLEncoder", "Base64", "Paths", "Path", "File", "URI", "Optional", "BigDecimal", "BigInteger",
    "StringUtils", "System", "Hex", "Arrays", "List", "Set", "Map", "Collections",
})  # fmt: skip
"""Whose static methods and constructors give what they are given, in another form."""
RENAMED = {
    "toLowerCase": "lower", "toUpperCase": "upper", "trim": "strip", "strip": "strip", "startsWith": "startswith",
    "endsWith": "endswith", "indexOf": "find", "lastIndexOf": "rfind", "add": "append", "addLast": "append",
    "addElement": "append", "push": "append", "addAll": "extend", "putAll": "update", "getOrDefault": "get",
    "putIfAbsent": "setdefault", "getProperty": "get", "computeIfAbsent": "update", "replace": "replace",
}  # fmt: skip
GIVES_OR_HOLDS = re.compile(
    "Request|Context|Session|Scanner|Reader|Input|Holder|List|Map|Set|Queue|Deque|Stack|Vector|Table|Array"
)
"""Names of classes whose objects may hold something from outside though they were made of constants."""
PURE_METHODS = frozenset({
    "replaceAll", "replaceFirst", "matches", "hashCode", "intern", "toPath", "normalize", "resolve", "toAbsolutePath",
    "toRealPath", "getCanonicalPath", "getAbsolutePath", "getName", "getPath", "getParent", "getBytes", "split",
    "format", "formatted", "repeat", "chars", "codePointAt", "compareTo", "compareToIgnoreCase", "isBlank", "lines",
    "getClassLoader",
    "name", "ordinal",
    "stripLeading", "stripTrailing", "decode", "encode", "encodeToString", "intValue", "longValue", "toUri", "toURL",
})  # fmt: skip
"""Methods that change nothing and give something made of their object and arguments."""
OPERATORS: dict[str, type[ast.operator]] = {
    "+": ast.Add, "-": ast.Sub, "*": ast.Mult, "/": ast.FloorDiv, "%": ast.Mod, "&": ast.BitAnd, "|": ast.BitOr,
    "^": ast.BitXor,
}  # fmt: skip
COMPARED: dict[str, type[ast.cmpop]] = {
    "==": ast.Eq, "!=": ast.NotEq, "<": ast.Lt, "<=": ast.LtE, ">": ast.Gt, ">=": ast.GtE,
}  # fmt: skip
