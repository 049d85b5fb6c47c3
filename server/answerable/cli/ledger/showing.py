"""What `answerable ledger show` does."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import click

from answerable.cli.exits import Exit
from answerable.cli.ledger.describing import counted, describe
from answerable.cli.ledger.opening import Opened, opened, signer
from answerable.cli.writing import NotWritten, Target
from answerable.files.names import display
from answerable.ledger import note, proof
from answerable.ledger.errors import LedgerError
from answerable.ledger.index import Index
from answerable.ledger.kinds import Kind
from answerable.ledger.record import Record, stamp
from answerable.ledger.tree import inclusion_proofs, root
from answerable.session.line_history import blocks_at

VERSION = 1


@dataclass(frozen=True, slots=True)
class Query:
    """Which records are asked for."""

    file: Path | None = None
    line: int | None = None
    block: str | None = None
    kinds: tuple[str, ...] = ()
    since: int = 0
    last: int | None = None

    @property
    def narrow(self) -> bool:
        """Whether it is about something in particular, so that proofs make sense."""
        return self.file is not None or self.block is not None


def run(query: Query, *, proof: str | None, kept: Path | None, directory: Path | None, form: str, color: str) -> int:
    """The whole command; its exit code. Raises `LedgerError` and `click.ClickException`."""
    found = opened(directory)
    blocks = _blocks(query, found)
    records = _records(query, found, blocks)
    if proof is not None:
        _write_proof(query, found, blocks, records, proof, kept)
    if form == "json":
        click.echo(json.dumps(_data(query, found, blocks, records), indent=2, ensure_ascii=False))
    else:
        _show(query, found, blocks, records, color)
    return Exit.CLEAN


def _blocks(query: Query, found: Opened) -> list[str]:
    if query.file is not None and query.line is not None:
        return blocks_at(found.ledger, found.root, query.file.absolute(), query.line)
    if query.block is None:
        return []
    matching = {
        record.body["block"]
        for record in found.ledger.records(kinds={Kind.BLOCK_OPENED})
        if record.body["block"].startswith(query.block)
    }
    if len(matching) > 1:
        raise click.UsageError(f"{query.block} is the beginning of {len(matching)} ids; write more of it.")
    # One whose first record was pruned is known by its whole id alone.
    return list(matching) or [query.block]


def _records(query: Query, found: Opened, blocks: Sequence[str]) -> list[Record]:
    kinds = _kinds(query.kinds)
    if query.narrow:
        index = Index.open(found.ledger)
        by_seq = {record.seq: record for block in blocks for record in index.history(block)}
        index.close()
        records = [by_seq[seq] for seq in sorted(by_seq)]
        records = [record for record in records if record.seq >= query.since and (not kinds or record.kind in kinds)]
    else:
        records = list(found.ledger.records(kinds=kinds or None, since=query.since))
    return records[-query.last :] if query.last else records


def _kinds(patterns: Sequence[str]) -> set[Kind]:
    chosen = {kind for kind in Kind if any(fnmatchcase(kind.value, pattern) for pattern in patterns)}
    for pattern in patterns:
        if not any(fnmatchcase(kind.value, pattern) for kind in Kind):
            raise click.UsageError(f"--kind: {pattern!r} is no kind of record; there are {', '.join(Kind)}.")
    return chosen


def _subject(query: Query, found: Opened, blocks: Sequence[str]) -> dict[str, Any]:
    subject: dict[str, Any] = {"blocks": list(blocks)}
    if query.file is not None:
        path = query.file.absolute()
        inside = path.is_relative_to(found.root)
        name = path.relative_to(found.root).as_posix() if inside else path.as_posix()
        subject |= {"file": display(name), "line": query.line}
    return subject


def _write_proof(
    query: Query, found: Opened, blocks: Sequence[str], records: Sequence[Record], name: str, kept: Path | None
) -> None:
    if not records:
        raise click.ClickException("there is no record to prove, so no proof was written.")
    earlier = note.read(kept) if kept is not None else None
    try:
        target = Target.of(name)
        try:
            checkpoint, key = proof.covering(found.ledger, records, None)
            if earlier is not None and earlier.size > checkpoint.size:
                raise LedgerError("a younger one is needed")
        except LedgerError:
            last = list(found.ledger.records(kinds={Kind.CHECKPOINT}))[-1:]
            checkpoint, key = proof.covering(found.ledger, [*records, *last], signer(found))
        made = proof.bundle(
            found.ledger, records, checkpoint, key, subject=_subject(query, found, blocks), earlier=earlier
        )
        with target.open() as stream:
            stream.write(json.dumps(made, indent=2, ensure_ascii=False) + "\n")
    except NotWritten as error:
        raise click.ClickException(f"{error}.") from None


def _data(query: Query, found: Opened, blocks: Sequence[str], records: Sequence[Record]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "version": VERSION,
        "ledger": {"id": found.ledger.id, "directory": str(found.ledger.directory)},
        "records": [
            {
                "seq": record.seq,
                "time": stamp(record.time),
                "kind": record.kind.value,
                "prev": record.prev,
                "leaf": record.leaf,
                "body": record.body,
            }
            for record in records
        ],
    }
    if query.narrow:
        leaves = proof.leaves(found.ledger)
        proofs = inclusion_proofs((record.seq for record in records), leaves)
        data |= {"subject": _subject(query, found, blocks), "tree": {"size": len(leaves), "root": root(leaves).hex()}}
        for entry in data["records"]:
            entry["proof"] = [base64.b64encode(step).decode() for step in proofs[entry["seq"]]]
    return data


def _show(query: Query, found: Opened, blocks: Sequence[str], records: Sequence[Record], color: str) -> None:
    from rich.text import Text

    from answerable.cli.terminal import console

    out = console(color)
    if query.file is not None and not blocks:
        out.print(f"Line {query.line} of {display(str(query.file))} is in no block that the ledger knows.")
        return
    for record in records:
        out.print(
            Text.assemble(
                (f"{record.seq:>6}  ", "dim"),
                f"{record.time:%Y-%m-%d %H:%M:%S}Z  ",
                (f"{record.kind.value:<18}", "cyan"),
                f"  {display(describe(record))}",
            ),
            soft_wrap=True,
        )
    if not records:
        out.print("No such record." if query.kinds or query.since or query.narrow else "Nothing was recorded yet.")
    elif query.narrow:
        leaves = proof.leaves(found.ledger)
        proofs = inclusion_proofs((record.seq for record in records), leaves)
        steps = sorted({len(steps) for steps in proofs.values()})
        out.print(
            f"All of these are in the tree over {counted(len(leaves))} with the root {root(leaves).hex()}, each by at "
            f"most {steps[-1]} hashes; --proof FILE writes that down for others.",
            soft_wrap=True,
            style="dim",
        )
