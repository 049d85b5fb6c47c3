"""Many texts: a JSON object a line in, an answer a line out, in the same order and at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from answerable.cli.exits import Exit
from answerable.cli.guard import strict_json
from answerable.cli.guard.output import VERSION, line

Answer = Callable[[str, dict[str, Any]], tuple[dict[str, Any], Exit]]


class Malformed(Exception):
    """A line that is no request; the message says why, and quotes nothing of it."""


def run(requests: Iterable[bytes], answer: Answer, out: BinaryIO) -> Exit:
    """Answers every line and sends each answer off at once, so that a program can ask and wait.

    A line that is no request is answered too, with ``error`` in place of the rest: answers stay in step with lines.
    """
    worst = Exit.CLEAN
    for number, request in enumerate(requests, start=1):
        try:
            fields = _request(request)
            data, code = answer(fields["text"], fields)
            if "id" in fields:
                data = {**data, "id": fields["id"]}
        except Malformed as error:
            data, code = {"version": VERSION, "line": number, "error": str(error)}, Exit.WRONG
        except Exception as error:  # noqa: BLE001 - one text must not take the answers of all others with it
            # The type alone: a message may quote the text.
            data = {"version": VERSION, "line": number, "error": f"could not be checked ({type(error).__name__})"}
            code = Exit.FAILED
        worst = max(worst, code)
        out.write(line(data).encode("ascii"))
        out.flush()
    return worst


def _request(data: bytes) -> dict[str, Any]:
    if not data.strip():
        raise Malformed("the line is empty; each line is a JSON object with `text`")
    try:
        fields = strict_json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise Malformed("the line is not UTF-8") from None
    except strict_json.Unclear as error:
        raise Malformed(f"the line {error}") from None
    except RecursionError:
        raise Malformed("the JSON is nested too deeply") from None
    except ValueError as error:
        place = f" at character {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        raise Malformed(f"the line is not JSON{place}") from None
    if not isinstance(fields, dict):
        raise Malformed("the line is JSON but no object; it must be an object with `text`")
    if "text" not in fields:
        raise Malformed("the object has no `text`")
    if not isinstance(fields["text"], str):
        raise Malformed("`text` must be a string")
    for name in ("path", "host"):
        if not isinstance(fields.get(name), str | None):
            raise Malformed(f"`{name}` must be a string")
    return fields
