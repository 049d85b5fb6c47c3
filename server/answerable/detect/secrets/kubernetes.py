"""Values of Kubernetes secrets written out in a manifest: base64 under ``data``, plain under ``stringData``.

Base64 hides nothing, and the names there are the team's own, so neither a format nor a telling name would find them.
Kubernetes, "Secrets" (https://kubernetes.io/docs/concepts/configuration/secret/).
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from itertools import pairwise

from answerable.detect.secrets.model import Candidate, Rank, Rule
from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.patterns import compiled
from answerable.detect.secrets.placeholders import is_reference, is_sample
from answerable.findings.model import Confidence

RULE = Rule(
    "kubernetes-secret",
    "Value of a Kubernetes secret",
    "",
    confidence=Confidence.MEDIUM,
    references=("https://kubernetes.io/docs/concepts/configuration/secret/",),
)

_KIND = r"(?m)^kind:[ \t]*[\"']?Secret[\"']?[ \t]*\r?$"
_DOCUMENT = r"(?m)^---"
_BLOCK = r"(?m)^(data|stringData):[ \t]*\r?\n((?:[ \t]+[^\r\n]*(?:\r?\n|\z)|[ \t]*\r?\n)+)"
_ENTRY = (
    r"(?m)^[ \t]+[\"']?[\w.\-]+[\"']?:[ \t]+"
    r"(?:\"([^\"\r\n]+)\"|'([^'\r\n]+)'|([^\s\"'#|>&*!\[{][^\s#]*))[ \t]*(?:#.*)?\r?$"
)


def scan(utf8: bytes, offsets: Offsets) -> Iterator[Candidate]:
    """Every value of every secret in the manifest."""
    if b"Secret" not in utf8 or not (b"\nkind:" in utf8 or utf8.startswith(b"kind:")):
        return
    begins = [0, *(match.start() for match in compiled(_DOCUMENT).finditer(utf8)), len(utf8)]
    for begin, end in pairwise(begins):
        if not compiled(_KIND).search(utf8, begin, end):
            continue
        for block in compiled(_BLOCK).finditer(utf8, begin, end):
            encoded = block.group(1) == b"data"
            for entry in compiled(_ENTRY).finditer(utf8, *block.span(2)):
                group = next(group for group in (1, 2, 3) if entry.start(group) >= 0)
                if _is_value(entry.group(group).decode("utf-8"), encoded=encoded):
                    evidence = (f"it stands under `{block.group(1).decode()}` of a manifest of kind Secret",)
                    yield Candidate(RULE, offsets.span(*entry.span(group)), Rank.CONTEXT, RULE.confidence, evidence)


def _is_value(value: str, *, encoded: bool) -> bool:
    if encoded:
        try:
            value = base64.b64decode(value, validate=True).decode("utf-8", "replace")
        except ValueError:
            return False
    elif is_reference(value):
        return False
    return len(value) >= 4 and not is_sample(value)
