"""``docs/ledger.schema.json``: what the body of each kind of record holds, made from `bodies` itself."""

from __future__ import annotations

import json
from typing import Any

from answerable.ledger.bodies import BODIES

SCHEMA = "ledger.schema.json"


def schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of a line of a segment: a record of any kind, or a tombstone."""
    hexadecimal = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    seq = {"type": "integer", "minimum": 0}
    records = [
        {
            "type": "object",
            "properties": {
                "body": {"$ref": f"#/$defs/{kind.value}"},
                "kind": {"const": kind.value},
                "prev": hexadecimal,
                "seq": seq,
                "time": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$"},
            },
            "required": ["body", "kind", "prev", "seq", "time"],
            "additionalProperties": False,
        }
        for kind in BODIES
    ]
    tombstone = {
        "type": "object",
        "properties": {"leaf": hexadecimal, "prev": hexadecimal, "seq": seq},
        "required": ["leaf", "prev", "seq"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of an Answerable ledger",
        "description": "Each line of segments/*.jsonl is one of these, written as canonical JSON (RFC 8785).",
        "oneOf": [*records, tombstone],
        "$defs": {kind.value: shape.schema() for kind, shape in BODIES.items()},
    }


def pages() -> dict[str, str]:
    """The generated pages, by file name."""
    return {SCHEMA: json.dumps(schema(), indent=1) + "\n"}
