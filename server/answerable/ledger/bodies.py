"""What the body of each kind of record holds: one schema a kind, from which `docs/ledger.schema.json` is made.

Digests, spans and labels are all there is of anybody's code; texts that a person wrote (a statement, a reason) are
theirs to write. `digest` is a block's digest and `lines` its print (`origin.prints`), both under the ledger's own key.
Lines are counted from 1, both ends included; paths from the top of the repository, with ``/`` between the parts.
"""

from __future__ import annotations

import re

from answerable.ledger.kinds import Kind
from answerable.ledger.shapes import Choice, Digests, Either, Fields, Listing, Number, Text, Truth, Whole, fields

_name = Text(most=400)
_path = Text(most=8192)
_prose = Text(most=20_000)
_maybe = Text(least=0, most=20_000)
_line = Whole(least=1)
_count = Whole()
_digest = Text(16, 128, re.compile("[0-9a-f]+"), "a digest in hexadecimal")
_hash = Text(64, 64, re.compile("[0-9a-f]+"), "a SHA-256 in hexadecimal")
_commit = Text(40, 64, re.compile("[0-9a-f]{40}|[0-9a-f]{64}"), "the id of a git object")
_print = Digests(16)
_origin = Choice(("human", "declared-ai", "suspected-ai", "pasted", "tool", "unknown"))
_severity = Choice(("hint", "info", "warning", "error"))
_person = fields({"name": Text(least=0, most=400), "email": Text(least=0, most=400)})
_evidence = fields({"signal": _name, "weight": Number(), "detail": _maybe})
_agent = {"tool": _name, "model": _name, "session": _name}
_finding = fields({"rule": _name, "fingerprint": _name}, severity=_severity, path=_path)

_found = fields(
    {"rule": _name, "fingerprint": _name, "path": _path, "severity": _severity},
    block=_name,
    line=_line,
    detector=_name,
    reason=_maybe,
    until=_name,
)
_guarded = fields(
    {
        "host": _name,
        "event": _name,
        "decision": Choice(("allow", "warn", "block")),
        "labels": Listing(fields({"kind": _name, "label": _name, "count": _count}, digest=_digest)),
    },
    reason=_maybe,
    session=_name,
    tool=_name,
    path=_path,
    reviewer=_person,
)

BODIES: dict[Kind, Fields] = {
    Kind.BLOCK_OPENED: fields(
        {
            "block": _name,
            "path": _path,
            "origin": _origin,
            "confidence": Number(0, 1),
            "evidence": Listing(_evidence),
            "start_line": _line,
            "end_line": _line,
            "characters": _count,
            "digest": _digest,
            "lines": _print,
        },
        **_agent,
    ),
    Kind.BLOCK_DECLARED: fields(
        {"block": _name, "origin": _origin, "source": _name}, confidence=Number(0, 1), **_agent
    ),
    Kind.BLOCK_CHANGED: fields(
        {"block": _name, "path": _path, "start_line": _line, "end_line": _line, "digest": _digest, "lines": _print},
        closed=Truth(),
    ),
    Kind.BLOCK_RESIDUAL: fields(
        {
            "block": _name,
            "review": _count,
            "path": _path,
            "changed_lines": Listing(_line),
            "digest": _digest,
            "lines": _print,
        },
        start_line=_line,
        end_line=_line,
    ),
    Kind.REVIEW_SIGNED: fields(
        {
            "block": _name,
            "digest": _digest,
            "lines": _print,
            "path": _path,
            "start_line": _line,
            "end_line": _line,
            "findings": Listing(_finding),
            "reviewer": _person,
            "statement": _maybe,
        },
        reason=_maybe,
    ),
    Kind.REVIEW_REJECTED: fields(
        {"block": _name, "digest": _digest, "path": _path, "reviewer": _person, "statement": _maybe},
        lines=_print,
        start_line=_line,
        end_line=_line,
        reason=_maybe,
    ),
    Kind.FINDING_OPENED: _found,
    Kind.FINDING_CLOSED: _found,
    Kind.FINDING_SUPPRESSED: _found,
    Kind.GUARD_WARNED: _guarded,
    Kind.GUARD_REDACTED: _guarded,
    Kind.GUARD_OVERRIDDEN: _guarded,
    Kind.COMMIT_BOUND: fields(
        {
            "commit": _commit,
            "tree": _commit,
            "parents": Listing(_commit),
            "files": Listing(
                fields(
                    {
                        "path": _path,
                        "ranges": Listing(fields({"block": _name, "start_line": _line, "end_line": _line})),
                    }
                )
            ),
        }
    ),
    Kind.GATE_OVERRIDDEN: fields(
        {
            "reason": _prose,
            "reviewer": _person,
            "blocks": Listing(_name),
            "findings": Listing(Either(_finding, _name)),
        },
        commit_range=_name,
        staged=Either(Truth(), _name),
    ),
    Kind.POLICY_LOADED: fields(
        {"digest": _digest, "sources": Listing(Either(_path, fields({"layer": _name}, path=_path, digest=_digest)))}
    ),
    Kind.INCIDENT_OPENED: fields(
        {"incident": _name, "summary": _prose}, severity=_severity, reviewer=_person, records=Listing(_count)
    ),
    Kind.INCIDENT_CLOSED: fields({"incident": _name, "resolution": _prose}, reviewer=_person, records=Listing(_count)),
    Kind.CHECKPOINT: fields({"size": _count, "root": _hash, "signature": Text(most=40_000), "key": Text(most=20_000)}),
    Kind.LEDGER_PRUNED: fields(
        {
            "ranges": Listing(fields({"first": _count, "last": _count})),
            "kinds": Listing(fields({"kind": _name, "count": _count, "before": _name})),
        }
    ),
}
"""By kind. A key that is not here is refused: what may be recorded is decided here and nowhere else."""
