"""What takes more than one pattern: fences, checks that were put off, errors that were passed over.

Each check is handed the parts of a program and yields the spans that are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from tree_sitter import Node

from answerable.detect.residue.parts import GRAMMARS, Part, Parts
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

Check = Callable[[Snapshot, Parts], Iterator[Span]]

_FENCE = re.compile(r"[ \t]*(?P<at>(?:```|~~~)[\w+#.-]*)[ \t]*\r?$")


def fences(snapshot: Snapshot, parts: Parts) -> Iterator[Span]:
    """Lines that are a fence of Markdown and stand in the code itself."""
    if "```" not in snapshot.text and "~~~" not in snapshot.text:
        return
    if snapshot.language.grammar not in GRAMMARS:
        yield from _around(parts)
        return
    # In JavaScript a fence opens a template, so what stands in a template says nothing there: an unescaped fence
    # cannot stand in one. In the other languages a text may hold a fence.
    templates = snapshot.language.grammar in ("javascript", "typescript", "tsx", "go")
    rows = set(parts.told)
    if not templates:
        rows |= parts.inside
        rows |= {part.row for part in parts.texts if part.text.startswith(("'''", '"""'))}
    for row, line in enumerate(parts.rows):
        match = _FENCE.match(line)
        if match and row not in rows:
            yield parts.on(row, match.span("at"))


def _around(parts: Parts) -> Iterator[Span]:
    """The fences around a whole file, where nobody knows what is a text: its first and last line."""
    rows = [row for row, line in enumerate(parts.rows) if line.strip()]
    if rows and _FENCE.match(parts.rows[rows[0]]):
        for row in dict.fromkeys((rows[0], rows[-1])):
            match = _FENCE.match(parts.rows[row])
            if match:
                yield parts.on(row, match.span("at"))


# What is put off: by such words in a comment …
_PUT_OFF = re.compile(
    r"(?i)\b(?:for now|temporar(?:y|ily)|temp|TODO|FIXME|XXX|HACK|quick fix|work-?around)\b"
    r"|\b(?:remove|change|fix|enable|turn|re-?enable|revert|put back|replace) (?:\w+ ){0,4}"
    r"(?:before|in|for|once|when|after|later)\b"
    r"|\b(?:not|never|don'?t)\b.{0,30}\bproduction\b"
    r"|\b(?:dev(?:elopment)?|testing|debug(?:ging)?|demo) (?:only|purposes?)\b"
    r"|\b(?:only|just) (?:for|in|during) (?:dev|test|debug|local|demo)\w*"
)
# … beside such code.
_OFF = re.compile(
    r"""(?x)
      \b(?:verify|verify_ssl|ssl|ssl_verify|check_hostname|verify_signature)\s*=\s*False
    | ["']verify_\w+["']\s*:\s*False | \bCERT_NONE\b | \b_create_unverified_context\b
    | \balgorithms?\s*=\s*\[?\s*["']none["']
    | \brejectUnauthorized\s*:\s*false
    | \bNODE_TLS_REJECT_UNAUTHORIZED\b["'\]]*\s*=\s*["']?0
    | \bInsecureSkipVerify\s*[:=]\s*true | \b(?:InsecureIgnoreHostKey|AutoAddPolicy)\s*\(
    | \bcsrf\s*\(\s*\)\s*\.\s*disable | \bcsrf\w*\s*[:=]\s*(?i:false) | @csrf_exempt\b
    | \bWTF_CSRF_ENABLED["'\]]*\s*=\s*False | \.permitAll\s*\(\s*\) | \bAllowAny\b
    | \b(?:authentication|permission)_classes\s*=\s*[\[(]\s*[\])]
    | \b(?:skip|disable|bypass|ignore)_?
      (?i:auth\w*|verif\w*|validation|signature|csrf|tls|ssl|permissions?|login)
      \s*[:=]\s*(?i:true)
    | \b(?i:require_?auth\w*|auth_?required|auth_?enabled|login_?required|verify_?signature|validate_?token)
      \s*[:=]\s*(?i:false)
    | \b(?:NoopHostnameVerifier|ALLOW_ALL_HOSTNAME_VERIFIER|TrustAllStrategy|InsecureTrustManagerFactory)\b
    | \borigin\s*:\s*["']\*["'] | \ballow_origins\s*=\s*\[\s*["']\*["']\s*\]
    """
)
# Checks that were commented out.
_OUT = re.compile(
    r"(?x)^\W*(?:if\s*\(?\s*(?:not\s+|!)\s*)?(?:[\w.]+\.)?"
    r"(?i:verify_?\w*|check_?(?:auth|permission|signature|password|token|access)\w*|validate_?(?:token|signature|csrf|input|user)\w*"
    r"|require_?(?:auth|login|role|permission)\w*|is_?authenticated|authenticate|authorize)\s*\([^)]*\)?.{0,40}$"
)


def put_off(snapshot: Snapshot, parts: Parts) -> Iterator[Span]:
    """Checks that are off, with a comment that says it will not stay so: on their line, or on the line above."""
    told: dict[int, Part] = {}
    for part in parts.comments:
        if _PUT_OFF.search(part.text):
            row = part.row
            if part.alone:
                row = part.last_row + 1
                others = {other.row for other in parts.comments if other.alone}
                while row in others:
                    row += 1
            told.setdefault(row, part)
    for row in sorted(told):
        if row >= len(parts.rows):
            continue
        line = parts.rows[row]
        comment = line.find(told[row].text) if not told[row].alone else -1
        match = _OFF.search(line if comment < 0 else line[:comment])
        if match:
            yield parts.on(row, match.span())


# What people write where they pass over an error.
_EXCUSE = re.compile(
    r"(?i)\b(?:it'?s|this is|that'?s|all|totally|perfectly) (?:ok|okay|fine|safe|good|alright)\b"
    r"|\bsafe to (?:ignore|skip|continue)\b|\b(?:should|will|can)(?:n'?t| not| never) (?:ever )?happen\b"
    r"|\bnever happens?\b|\bnot (?:critical|important|a (?:problem|big deal)|an issue|needed)\b"
    r"|\bdon'?t care\b|\bdoesn'?t matter\b|\bno big deal\b|\bwhatever\b|\bfor now\b|\bcontinue anyway\b"
    r"|\bhandle (?:it |this )?later\b|\bTODO\b|\bnothing (?:to do|we can do)\b"
)
# Where an error can be named, these are no reason not to; JavaScript and Go have no other way to say so.
_IGNORED = re.compile(
    r"(?i)\bignor(?:e[ds]?|ing)\b|\bharmless\b|\bsilent(?:ly)?\b|\bswallow\w*\b|\bnon-?(?:critical|fatal)\b"
)
_BROAD = frozenset({"Exception", "BaseException", "Throwable", "RuntimeException", "Error"})
_EMPTY = re.compile(r"(?:pass|continue|break|empty)_statement|;|(?:line_|block_)?comment")


def passed_over(snapshot: Snapshot, parts: Parts) -> Iterator[Span]:
    """Handlers of any error whatever that do nothing, with a comment that says that this is fine."""
    idle = [
        node
        for node in parts.handlers
        if (body := _body(node)) is not None and _does_nothing(body) and _catches_all(node)
    ]
    by_row: dict[int, list[Part]] = {}
    rows = {row for node in idle for row in range(node.start_point[0], node.end_point[0] + 1)}
    # To make all comments takes longer than all the rest, and most texts have no such handler.
    for part in parts.comments_on(rows) if rows else ():
        by_row.setdefault(part.row, []).append(part)
    for node in idle:
        comments = [part for row in range(node.start_point[0], node.end_point[0] + 1) for part in by_row.get(row, ())]
        named = snapshot.language.grammar in ("python", "java")
        if any(_EXCUSE.search(part.text) or (named and _IGNORED.search(part.text)) for part in comments):
            start = snapshot.utf8_index.span(*node.byte_range).start
            line = snapshot.lines.span(snapshot.lines.line_at(start))
            text = snapshot.text[start : line.end].rstrip()
            head = re.match(r"[^{:]*", text)
            yield Span(start, start + len((head[0] if head else text).rstrip() or text))


def _body(node: Node) -> Node | None:
    if node.type == "if_statement":
        # Go: `if err != nil { }`.
        condition, body = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
        said = (condition.text or b"") if condition is not None else b""
        return body if re.fullmatch(rb"\w*[eE]rr\w* != nil", said) and body is not None else None
    body = node.child_by_field_name("body")
    if body is not None:
        return body
    blocks = [child for child in node.children if child.type in ("block", "statement_block")]
    return blocks[-1] if blocks else None


def _does_nothing(body: Node) -> bool:
    for child in body.named_children:
        if child.type == "expression_statement" and (child.text or b"") == b"...":
            continue
        if child.type == "return_statement" and re.fullmatch(
            rb"return(?: (?:None|null|nil|undefined))?;?", child.text or b""
        ):
            continue
        if not _EMPTY.fullmatch(child.type):
            return False
    return True


def _catches_all(node: Node) -> bool:
    """Whether it takes every error there is; JavaScript and Go have no other way."""
    if node.type == "except_clause":
        kinds = [child for child in node.named_children if child.type not in ("block", "comment")]
        if not kinds:
            return True
        said = (kinds[0].text or b"").decode("utf-8", "replace")
        return any(name in _BROAD for name in re.findall(r"[\w.]+", said.split(" as ")[0]))
    for child in node.named_children:
        if child.type == "catch_formal_parameter":
            said = (child.text or b"").decode("utf-8", "replace")
            return any(name in _BROAD for name in re.findall(r"\w+", said)[:-1])
    return True


def commented_out(snapshot: Snapshot, parts: Parts) -> Iterator[Span]:
    """Checks that were commented out, with a word that it will not stay so."""
    for before, part in zip((None, *parts.comments), parts.comments, strict=False):
        words = part.text.lstrip("#/* \t")
        near = before is not None and before.last_row == part.row - 1 and _PUT_OFF.search(before.text)
        if part.alone and (near or _PUT_OFF.search(part.text)) and _OUT.match(words):
            yield part.span


_NOTICE = re.compile(
    r"(?is)\bGNU (?:Affero |Lesser |Library )?General Public Licen[cs]e|\bLicen[cs]ed under the\b.{0,60}\bLicen[cs]e\b"
    r"|\bPermission is hereby granted, free of charge|\bRedistribution and use in source and binary forms"
    r"|\bMozilla Public Licen[cs]e\b|\bSPDX-License-Identifier:|\bCopyright (?:\(c\)|©)? ?(?:19|20)\d\d\b"
    r"|\bAll rights reserved\b|\bsubject to the terms of the\b.{0,60}\bLicen[cs]e\b|\bCreative Commons\b"
)
_ANSWER = re.compile(
    r"(?i)\bhttps?://(?:stackoverflow\.com/(?:a|q|questions|answers)|(?:\w+\.)?stackexchange\.com/(?:a|q|questions))/\d+"
)


def notices(snapshot: Snapshot, parts: Parts) -> Iterator[Span]:
    """A notice of a licence that does not stand at the head of the file, where a file's own stands."""
    code = [row for row, line in enumerate(parts.rows) if line.strip()]
    if not code:
        return
    rows = parts.told
    first = next((row for row in code if row not in rows and not _PREAMBLE.match(parts.rows[row])), len(parts.rows))
    covered: set[int] = set()
    for part in parts.comments:
        if part.row <= first or part.row in covered:
            continue
        match = _NOTICE.search(part.text) or _ANSWER.search(part.text)
        if match:
            row = part.last_row
            while row in rows:
                # One finding for a notice of many lines.
                covered.add(row)
                row += 1
            yield Span(part.span.start + match.start(), part.span.start + match.end())


_PREAMBLE = re.compile(r"\s*(?:package\b|import\b|from\b|#!|['\"]use strict|\(?function|;?\(|const \w+ = require)")


CHECKS: Mapping[str, Check] = {
    "fence": fences,
    "put off": put_off,
    "commented out": commented_out,
    "passed over": passed_over,
    "notice": notices,
}
"""By the name a table knows them by."""

_CHECKED = re.compile(
    r"(?i)(?:#|//|\*)[ \t!(]*(?:if[ \t(]+(?:not[ \t]+|!)?)?(?:[\w.]+\.)?"
    r"(?:verify|check|validate|require|is_?authenticated|authenticate|authorize)\w*\s*\("
)
NEEDS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "fence": (re.compile("```|~~~"),),
    "put off": (_OFF,),
    "commented out": (_CHECKED,),
    "passed over": (_EXCUSE, _IGNORED),
    "notice": (_NOTICE, _ANSWER),
}
"""What stands in every document that a check has something to say of."""
