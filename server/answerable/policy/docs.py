"""``docs/settings.md`` and ``docs/answerable.schema.json``, made from the model so that they cannot be wrong about it.

Write them anew with ``python -m answerable.policy.docs`` at the root of the source tree.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from answerable.policy.fields import Section
from answerable.policy.layers import LISTED, LayerName
from answerable.policy.model import POLICY_FILE, Policy
from answerable.policy.suppressions import RULES
from answerable.policy.trust import Untrusted

SETTINGS = "settings.md"
SCHEMA = "answerable.schema.json"

_INTRODUCTION = f"""\
<!-- Made by `python -m answerable.policy.docs` from server/answerable/policy/model.py. Change it there. -->

# Settings

A team writes its policy into `{POLICY_FILE}` at the root of the repository, or into `[tool.answerable]` of
`pyproject.toml`; where both are, `{POLICY_FILE}` counts and the other is reported. Every key can be left out.

Four layers are laid over one another, later ones over earlier ones:

1. `{LayerName.BUILTIN}`: the defaults below.
2. `{LayerName.REPOSITORY}`: `{POLICY_FILE}` or `pyproject.toml`.
3. `{LayerName.USER}`: `{POLICY_FILE}` in your configuration directory, `~/.config/answerable` on Linux,
   `~/Library/Application Support/answerable` on macOS, `%LOCALAPPDATA%\\answerable` on Windows.
4. `{LayerName.EDITOR}`: the editor's settings under `answerable`, with the same names, as in
   `"answerable.scan.threshold": "error"`. Null stands for "not set".

Tables are joined key by key. Lists are gathered from all layers, except `rules.packs`, where the last one counts. For
everything else the last layer that says something counts.

A mistake never stops the rest: the key that is wrong is reported with its file and line and left out, and the other
keys count. `answerable doctor` lists what is wrong.

**A workspace that is not trusted can only make the judgement stricter.** There, what its `{POLICY_FILE}` and the
editor's settings say counts only as the last column of each table tells; comments that suppress, `nosemgrep`, `pragma`
and the baseline excuse nothing unless your own file says so.

An editor that knows JSON Schema for TOML completes and checks the file by [{SCHEMA}]({SCHEMA}).
"""

_NEED = " Asked for unless the policy says otherwise."
# Of two keys that exclude each other an example shows one.
_UNSHOWN = frozenset({"digest"})

_SUPPRESSING = """\
## Suppressing a finding

In a comment beside the code, or on a line of its own above it:

```python
# answerable: ignore[python.code-injection] until 2027-01-31 -- the input is a constant
value = eval(EXPRESSION)
```

- Between the brackets stand rule ids, several with commas between them, or patterns such as `python.*`.
- `until` gives the last day on which it holds, and after `--` (or a dash, since XML allows no `--` in a comment)
  stands the reason. Both are asked for unless the policy says otherwise.
- Beside code it speaks of that code's line; a literal of several lines, and lines joined by a backslash, count as one.
  A finding is excused that begins there or ends there. Above code, with further comments in between if need be but no
  empty line, it speaks of the line below.
- `answerable: ignore-file[…]` speaks of the whole file. It may stand anywhere in it; the quick fix puts it at the top.
- It must be a comment. The same words in a string suppress nothing.

For a language without comments, such as JSON, put an entry into the policy (see `suppressions.entries`).

A suppression is itself looked at, under these rules, whose severity you can set or which you can disable like others:

"""


def settings() -> str:
    """The text of docs/settings.md."""
    schema = json_schema()
    parts = [_INTRODUCTION, "## Top level\n", *_section(schema, (), Policy, schema)]
    for name, field in Policy.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, Section):
            own = _resolved(schema["properties"][name], schema)
            parts += [f"## `[{name}]`\n", f"{own['description']}\n", *_section(own, (name,), section, schema)]
            for (place, key), model in LISTED:
                if place == name:
                    parts += [f"Entries of `{name}.{key}`:\n"] if name != "suppressions" else []
                    parts += _entries(f"{name}.{key}", model, schema, _NEED if name == "suppressions" else "")
    rows = (f"| `{rule}` | {severity.label} | {about} |" for rule, (severity, about) in RULES.items())
    parts.append(_SUPPRESSING + "\n".join(("| rule | severity | |", "| --- | --- | --- |", *rows)) + "\n")
    return "\n".join(parts)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of `answerable.toml`, draft 2020-12."""
    schema = Policy.model_json_schema()
    cleaned: dict[str, Any] = _cleaned(schema)
    about = "The policy of a repository or a person for Answerable."
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": POLICY_FILE,
        **cleaned,
        "description": about,
    }


def pages() -> dict[str, str]:
    """Every generated page by its file name under docs/."""
    return {SETTINGS: settings(), SCHEMA: json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"}


def main(arguments: Sequence[str]) -> int:
    """Writes the pages into the directory named, ``docs`` by default."""
    directory = Path(arguments[0] if arguments else "docs")
    for name, text in pages().items():
        (directory / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


def _section(own: Mapping[str, Any], path: tuple[str, ...], model: type[Section], schema: Any) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            continue
        mark = next(mark for mark in field.metadata if isinstance(mark, Untrusted))
        described = _resolved(own["properties"][name], schema)
        default = described.get("default")
        shown = f"`{_toml(default)}`" if default is not None else "none"
        yield f"### `{'.'.join((*path, name))}`\n"
        yield "| type | default | in an untrusted workspace |\n| --- | --- | --- |"
        yield f"| {_type(described, schema)} | {shown} | {_where_untrusted(mark, described)} |\n"
        yield f"{described['description']}\n"
        for example in described.get("examples", ()):
            header = f"[{'.'.join(path)}]\n" if path else ""
            yield f"```toml\n{header}{name} = {_toml(example)}\n```\n"


def _entries(name: str, model: type[Section], schema: Mapping[str, Any], need: str) -> Iterator[str]:
    """The keys of the tables that stand in the list `name`, and one such table."""
    own = schema["$defs"][model.__name__]
    yield "| key of an entry | type | |\n| --- | --- | --- |"
    for key in model.model_fields:
        described = own["properties"][key]
        needed = " Needed." if key in own.get("required", ()) else need
        yield f"| `{key}` | {_type(described, schema)} | {described['description']}{needed} |"
    lines = ["\n```toml", f"[[{name}]]"]
    for key in model.model_fields:
        if key in _UNSHOWN:
            continue
        example = own["properties"][key]["examples"][0]
        lines.append(f"{key} = {example if key == 'until' else _toml(example)}")
    yield "\n".join((*lines, "```\n"))


def _type(described: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    described = _resolved(described, schema)
    if "enum" in described:
        return "one of " + ", ".join(f"`{_toml(value)}`" for value in described["enum"])
    if "const" in described:
        return f"`{_toml(described['const'])}`"
    kind = described["type"]
    if kind == "array":
        items = _resolved(described["items"], schema)
        return "tables" if items["type"] == "object" else f"list of {'paths' if items.get('format') else 'texts'}"
    if kind == "object":
        return "table of lists" if described["additionalProperties"].get("type") == "array" else "table of rules"
    if kind in ("integer", "number"):
        least = described.get("minimum", described.get("exclusiveMinimum"))
        begins = "above " if "exclusiveMinimum" in described else ""
        return f"{'whole ' if kind == 'integer' else ''}number, {begins}{least:,} to {described['maximum']:,}"
    formats = {"path": "path", "date": "date"}
    return "`true` or `false`" if kind == "boolean" else formats.get(described.get("format", ""), "text")


def _where_untrusted(mark: Untrusted, described: Mapping[str, Any]) -> str:
    match mark:
        case Untrusted.FREE:
            return "counts"
        case Untrusted.NEVER:
            return "does not count"
        case Untrusted.TO_THE_TOP:
            return "only `error` counts"
        case Untrusted.RAISE:
            if "enum" in described:
                return "counts where stricter"
            return "only `true` counts" if described.get("type") == "boolean" else "counts where greater"
        case Untrusted.LOWER:
            return "only `false` counts" if described.get("type") == "boolean" else "counts where lower"


def _resolved(described: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    reference = described.get("$ref")
    if reference is None:
        return dict(described)
    return {**schema["$defs"][reference.rsplit("/", 1)[1]], **{k: v for k, v in described.items() if k != "$ref"}}


def _cleaned(schema: Any) -> Any:
    """Without pydantic's invented titles, and without the null that TOML does not have."""
    if isinstance(schema, list):
        return [_cleaned(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {}
    for key, value in schema.items():
        # The default of a whole section says again what its keys say.
        if (key == "title" and isinstance(value, str)) or (
            key == "default" and (value is None or (isinstance(value, dict) and "$ref" in schema))
        ):
            continue
        if key == "anyOf":
            (real,) = (option for option in value if option != {"type": "null"})
            out.update(_cleaned(real))
        else:
            out[key] = _cleaned(value)
    return out


def _toml(value: Any) -> str:
    """A value as TOML; for these, JSON is written the same way, but for tables."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + " }" if value else "{}"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
