"""What the methods of lists, dictionaries and their like do on paper."""

from __future__ import annotations

from answerable.detect.semgrep.constant.module import CHANGING
from answerable.detect.semgrep.constant.values import FIXED, UNKNOWN, Entries, Items, Known, Value, fixed


def list_method(items: list[Value], name: str, arguments: list[Value]) -> Value | None:
    """What a list gives; None where that is not known. Changes the items as the method does."""
    match name, arguments:
        case "append" | "add", [value]:
            items.append(value)
            return Known(None)
        case (("get" | "elementAt"), [Known(int() as at)]) if -len(items) <= at < len(items):
            return items[at]
        case "toLength", [] if UNKNOWN not in items:
            return Known(len(items))
        case "insert", [Known(int() as at), value]:
            items.insert(at, value)
            return Known(None)
        case "extend", [Items(more)]:
            items.extend(more)
            return Known(None)
        case "pop", [] | [Known(int())]:
            last: object = arguments[0].value if arguments and isinstance(arguments[0], Known) else -1
            return items.pop(last) if isinstance(last, int) and -len(items) <= last < len(items) else UNKNOWN
        case "clear", []:
            items.clear()
            return Known(None)
        case "copy", []:
            return Items([*items])
        case "remove", [Known() as value]:
            if value in items and all(isinstance(item, Known) for item in items[: items.index(value)]):
                items.remove(value)
                return Known(None)
        case _:
            pass
    if name in CHANGING:
        items[:] = [UNKNOWN]
    return None


def dict_method(entries: dict[object, Value], name: str, arguments: list[Value]) -> Value | None:
    """The same of a dictionary."""
    match name, arguments:
        case "get", [Known(key), *default]:
            return entries.get(key, default[0] if default else Known(None))
        case "get", [_, *default] if all(map(fixed, (*entries.values(), *default))):
            # Whatever key is asked for, what comes back is one of the program's own values.
            return FIXED
        case "update", [Entries(more)]:
            entries.update(more)
            return Known(None)
        case "pop", [Known(key), *default]:
            return entries.pop(key, default[0] if default else UNKNOWN)
        case "setdefault", [Known(key), value]:
            return entries.setdefault(key, value)
        case "copy", []:
            return Entries(dict(entries))
        case _:
            pass
    if name in CHANGING:
        entries.update(dict.fromkeys(entries, UNKNOWN))
    return None


def config_method(entries: dict[object, Value], name: str, arguments: list[Value]) -> Value | None:
    """The same of a `configparser`, whose options know no case."""
    match name, arguments:
        case "add_section", [Known()]:
            return Known(None)
        case "set", [Known(section), Known(str() as option), value]:
            entries[section, option.lower()] = value
            return Known(None)
        case "get", [Known(section), Known(str() as option)]:
            return entries.get((section, option.lower()), UNKNOWN)
        case _:
            return None
