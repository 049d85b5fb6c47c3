"""A record as a line for a person. What it returns may hold anything a person wrote: print it by `display`."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from typing import Any

from answerable.ledger.kinds import Kind
from answerable.ledger.record import Record

_ID = 12


def describe(record: Record) -> str:
    """One line, without the kind and the time."""
    body = record.body
    match record.kind:
        case Kind.BLOCK_OPENED:
            by = " ".join(body[key] for key in ("tool", "model") if body.get(key))
            sure = f"{body['confidence']:.0%}" + (f", {by}" if by else "")
            return f"{_where(body)}  {body['origin']} ({sure})  {_block(body)}"
        case Kind.BLOCK_DECLARED:
            by = " ".join(body[key] for key in ("tool", "model") if body.get(key))
            return f"{body['origin']}{f' ({by})' if by else ''}, says {body['source']}  {_block(body)}"
        case Kind.BLOCK_CHANGED:
            return f"{_where(body)}{'  its text is gone' if body.get('closed') else ''}  {_block(body)}"
        case Kind.BLOCK_RESIDUAL:
            lines = ", ".join(map(str, body["changed_lines"][:10]))
            more = ", …" if len(body["changed_lines"]) > 10 else ""
            plural = "s" * (len(body["changed_lines"]) != 1)
            return f"{body['path']}  edited after record {body['review']}: line{plural} {lines}{more}  {_block(body)}"
        case Kind.REVIEW_SIGNED | Kind.REVIEW_REJECTED:
            why = f" (although: {body['reason']})" if body.get("reason") else ""
            findings = f", {_count(body['findings'], 'finding')} open" if body.get("findings") else ""
            return f"{_where(body)}  {_person(body)}: {body['statement']}{why}{findings}  {_block(body)}"
        case Kind.FINDING_OPENED | Kind.FINDING_CLOSED | Kind.FINDING_SUPPRESSED:
            line = f":{body['line']}" if body.get("line") else ""
            why = f"  {body['reason']}" if body.get("reason") else ""
            return f"{body['path']}{line}  {body['severity']}  {body['rule']}{why}"
        case Kind.GUARD_WARNED | Kind.GUARD_REDACTED | Kind.GUARD_OVERRIDDEN:
            labels = ", ".join(f"{label['count']} {label['label']}" for label in body["labels"])
            why = f"  {body['reason']}" if body.get("reason") else ""
            return f"{body['host']} {body['event']}  {body['decision']}  {labels}{why}"
        case Kind.COMMIT_BOUND:
            ranges = sum(len(file["ranges"]) for file in body["files"])
            return f"{body['commit'][:_ID]}  {counted(ranges, 'range')} of {_count(body['files'], 'file')}"
        case Kind.GATE_OVERRIDDEN:
            left = f"{_count(body['blocks'], 'block')}, {_count(body['findings'], 'finding')}"
            return f"{body.get('commit_range') or 'staged'}  {_person(body)}: {body['reason']}  ({left})"
        case Kind.POLICY_LOADED:
            return f"{body['digest'][:_ID]}  {_count(body['sources'], 'source')}"
        case Kind.INCIDENT_OPENED:
            return f"{body['incident']}  {body['summary']}"
        case Kind.INCIDENT_CLOSED:
            return f"{body['incident']}  {body['resolution']}"
        case Kind.CHECKPOINT:
            return f"{counted(body['size'])}  root {body['root'][:16]}  {body['key'].split('+')[0]}"
        case Kind.LEDGER_PRUNED:
            return ", ".join(f"{each['count']} {each['kind']}" for each in body["kinds"])


def _where(body: Mapping[str, Any]) -> str:
    lines = f":{body['start_line']}-{body['end_line']}" if body.get("start_line") else ""
    return f"{body['path']}{lines}"


def _block(body: Mapping[str, Any]) -> str:
    return f"block {body['block'][:_ID]}"


def _person(body: Mapping[str, Any]) -> str:
    return f"{body['reviewer']['name']} <{body['reviewer']['email']}>"


def counted(number: int, name: str = "record") -> str:
    """``1 record``, ``2,000 records``."""
    return f"{number:,} {name}{'s' * (number != 1)}"


def _count(things: Sized, name: str) -> str:
    return counted(len(things), name)
