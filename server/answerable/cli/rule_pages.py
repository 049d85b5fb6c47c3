"""``docs/rules/``: a page for every rule, made from the rule and its examples so that it cannot be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from answerable.cli.catalogue import SECRETS, Entry
from answerable.cli.examples import Shown, examples_of
from answerable.findings.model import Control, Lesson

DIRECTORY = "rules"
"""Below ``docs/``."""
_EXAMPLES = 2
"""Of each kind, so that a page stays short; the rest is in the rule's own test file."""
_BEGIN = "<!-- Made by `python -m answerable.cli.docs` from the rule itself. Change it there. -->\n"
# What begins a comment where `#` does not (see `text/languages`).
_SLASHES = frozenset({"javascript", "typescript", "go", "java", "csharp", "php", "rust", "c", "cpp", "jsonc"})
_NO_COMMENT = frozenset({"json"})
_HOMES = {
    "OWASP Top 10 for LLM applications": "https://genai.owasp.org/llm-top-10/",
    "NIST AI 600-1": "https://doi.org/10.6028/NIST.AI.600-1",
    "NIST AI RMF": "https://doi.org/10.6028/NIST.AI.100-1",
    "ISO/IEC 42001": "https://www.iso.org/standard/42001",
    "EU AI Act": "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
    "GDPR": "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    "HIPAA": "https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164",
}
"""Where a framework's text, or its publisher's page about it, is."""
_TOP_TENS = {"2021": "https://owasp.org/Top10/2021/", "2025": "https://owasp.org/Top10/2025/"}


def has_page(entry: Entry) -> bool:
    """Whether there is a page for it: credentials share one lesson, which the list itself tells."""
    return entry.lesson is not None and entry.pack != SECRETS


def name_of(rule: str) -> str:
    """The page's name below ``docs/``."""
    return f"{DIRECTORY}/{rule}.md"


def pages(entries: Iterable[Entry]) -> dict[str, str]:
    """Every page by its name under ``docs/``."""
    return {name_of(entry.id): page(entry) for entry in entries if has_page(entry)}


def page(entry: Entry) -> str:
    """The text of a rule's page."""
    parts = [_BEGIN, f"# {entry.id}\n", f"{_prose(entry.about)}\n", _facts(entry)]
    if entry.lesson is not None:
        parts.append(lesson_text(entry.lesson, _fence_language(entry)))
    shown = examples_of(entry.id, entry.source) if entry.detector == "semgrep" and entry.source else []
    parts += [_examples("It finds", shown, found=True), _examples("It leaves alone", shown, found=False)]
    parts.append(_suppression(entry))
    if entry.references:
        parts.append("## Read on\n\n" + "".join(f"- <{link}>\n" for link in entry.references))
    return "\n".join(part for part in parts if part)


def lesson_text(lesson: Lesson, language: str = "") -> str:
    """Why, the wrong and the right form, and when it is no mistake."""
    parts = [f"{_prose(lesson.why)}\n"]
    for title, code in (("Wrong", lesson.wrong), ("Right", lesson.right)):
        if code:
            parts.append(f"{title}:\n\n{_fenced(code, language)}\n")
    if lesson.when:
        parts.append(f"**No mistake** {_prose(lesson.when)}\n")
    return "\n".join(parts)


def controls_text(controls: Iterable[Control]) -> str:
    """Gathered by framework: ``NIST AI 600-1 (2024) MS-2.6-004, MS-2.7-001; …``."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for control in controls:
        grouped.setdefault((control.framework, control.edition), []).append(control.id)
    return "; ".join(f"{_linked(*key)} {', '.join(ids)}" for key, ids in grouped.items())


def _linked(framework: str, edition: str) -> str:
    text = f"{framework} ({edition})"
    return f"[{text}]({_HOMES[framework]})" if framework in _HOMES else text


def _facts(entry: Entry) -> str:
    rows = [
        ("severity", entry.severity.label if entry.severity is not None else "varies"),
        ("confidence", entry.confidence.value),
        ("impact", entry.impact),
        ("pack", entry.pack),
        ("languages", ", ".join(entry.languages)),
        ("weaknesses", ", ".join(map(_weakness, entry.cwe))),
        ("OWASP Top 10", "<br>".join(map(_top_ten, entry.owasp))),
        ("supports", controls_text(entry.controls)),
        ("since", entry.since),
    ]
    return "| | |\n| --- | --- |\n" + "".join(f"| {name} | {value} |\n" for name, value in rows if value)


def _top_ten(text: str) -> str:
    year = re.match(r"A\d\d:(\d{4})", text)
    return f"[{text}]({_TOP_TENS[year[1]]})" if year and year[1] in _TOP_TENS else text


def _weakness(cwe: str) -> str:
    return f"[{cwe}](https://cwe.mitre.org/data/definitions/{cwe.removeprefix('CWE-')}.html)"


def _examples(title: str, shown: Sequence[Shown], *, found: bool) -> str:
    chosen = [one for one in shown if one.found is found][:_EXAMPLES]
    if not chosen:
        return ""
    blocks = (_fenced(one.code, one.path.suffix.removeprefix(".")) + "\n" for one in chosen)
    return f"## {title}\n\n" + "\n".join(blocks)


def _suppression(entry: Entry) -> str:
    head = "## Living with it\n\nWhere it is no mistake, say so with a reason"
    languages = set(entry.languages)
    note = f"answerable: ignore[{entry.id}] until YYYY-MM-DD -- why it is no mistake here"
    off = f'or switch the rule off in `answerable.toml`:\n\n```toml\n[rules]\ndisable = ["{entry.id}"]\n```\n'
    if languages and languages <= _NO_COMMENT:
        return f"{head} in an entry of `answerable.toml` ([settings](../settings.md)), {off}"
    sign = "//" if languages & _SLASHES else "#"
    return f"{head} above the line ([settings](../settings.md)),\n\n```\n{sign} {note}\n```\n\n{off}"


def _fence_language(entry: Entry) -> str:
    language = entry.languages[0] if entry.languages else ""
    return language if re.fullmatch(r"[a-z]+", language) and language not in ("regex", "generic") else ""


def _prose(text: str) -> str:
    """Text in which nothing but code spans is Markdown: a rule's message may hold ``<script>`` or ``*``."""
    parts = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(part if part.startswith("`") else re.sub(r"([<>*_\[\]])", r"\\\1", part) for part in parts)


def cell(text: str) -> str:
    """The same, inside a table."""
    return _prose(text).replace("|", "\\|")


def _fenced(code: str, language: str = "") -> str:
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code.strip(chr(10))}\n{fence}"


def stale(directory: Path, wanted: Iterable[str]) -> list[Path]:
    """Pages in ``docs/rules`` of rules that are no more."""
    names = set(wanted)
    return [path for path in sorted((directory / DIRECTORY).glob("*.md")) if f"{DIRECTORY}/{path.name}" not in names]
