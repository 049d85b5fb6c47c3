"""SARIF 2.1.0 (OASIS Standard, 27 March 2020, with errata 01), for code scanning sites and viewers.

Section numbers in comments are the standard's. What GitHub's code scanning reads beyond it (``security-severity``,
``precision``, tags of the form ``external/cwe/cwe-89``) follows its "SARIF support for code scanning" page.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from answerable import __version__
from answerable.files.walk import relative
from answerable.findings.fingerprint import MASK, masked
from answerable.findings.model import Confidence, Finding, Fix, Severity, Skipped
from answerable.findings.problems import Problem
from answerable.interop.outcome import Document, Outcome, Suppressed
from answerable.text.lines import Encoding
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"
_BASE = "SRCROOT"
_FINGERPRINT = "answerableFinding/v1"

Data = dict[str, Any]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.HINT: "note"}
# GitHub shows above 9.0 as critical, from 7.0 as high, from 4.0 as medium, and the rest as low.
_SCORES = {Severity.ERROR: "8.0", Severity.WARNING: "5.5", Severity.INFO: "3.0", Severity.HINT: "1.0"}
_PRECISIONS = {Confidence.HIGH: "high", Confidence.MEDIUM: "medium", Confidence.LOW: "low"}


def log(outcome: Outcome, *, arguments: Sequence[str] = ()) -> Data:
    """The scan as one SARIF log with one run. Lines and columns count from 1, columns in code points (3.14.17).

    Suppressed findings are in it, marked as such; no text under a secret is. `arguments` is the command line that ran.
    """
    builder = _Run()
    results = [builder.result(document, finding) for document in outcome.documents for finding in document.findings]
    results += [builder.excused(document, each) for document in outcome.documents for each in document.suppressed]
    run: Data = {
        "tool": {"driver": builder.driver()},
        "columnKind": "unicodeCodePoints",
        # A lone carriage return ends a line for editors and so for us; the default list leaves it out (3.14.16).
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_BASE: {"description": {"text": "The root of the workspace that was scanned."}}},
        "redactionTokens": [MASK],
        "automationDetails": {"id": "answerable/scan/"},
        "invocations": [_invocation(outcome, arguments)],
        "artifacts": builder.artifacts,
        "results": results,
    }
    if builder.weaknesses:
        run["taxonomies"] = [_cwe(builder.weaknesses)]
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


class _Run:
    """What results refer to by number: rules, files, weaknesses."""

    def __init__(self) -> None:
        self.rules: list[Data] = []
        self.artifacts: list[Data] = []
        self.weaknesses: list[str] = []
        self._rule_at: dict[str, int] = {}
        self._artifact_at: dict[str, int] = {}

    def driver(self) -> Data:
        driver: Data = {
            "name": "Answerable",
            "version": __version__,
            "semanticVersion": __version__,
            "shortDescription": {"text": "Shows insecure code, secrets and hidden text while it is written."},
            "rules": self.rules,
            "notifications": [
                {"id": "not-checked", "shortDescription": {"text": "Something could not be checked."}},
                {"id": "left-out", "shortDescription": {"text": "Something was left out by a decision."}},
                {"id": "configuration", "shortDescription": {"text": "A policy, rule or table is broken."}},
            ],
        }
        if self.weaknesses:
            driver["supportedTaxonomies"] = [{"name": "CWE", "index": 0}]
        return driver

    def result(self, document: Document, finding: Finding) -> Data:
        result: Data = {
            "ruleId": finding.rule,
            "ruleIndex": self._rule(document, finding),
            "kind": "fail",
            "level": _LEVELS[finding.severity],
            "message": {"text": document.discreet(finding.message)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": self._artifact(document),
                        "region": _region(document.snapshot, finding.span, document.secrets),
                    }
                }
            ],
            "partialFingerprints": {
                _FINGERPRINT: finding.fingerprint,
                # The one GitHub tracks an alert by; ours survives lines moving, which is what it is for.
                "primaryLocationLineHash": f"{finding.fingerprint[:16]}:1",
            },
            "properties": {"detector": finding.detector, "confidence": finding.confidence.value},
        }
        fixes = [self._fix(document, fix) for fix in finding.fixes if _harmless(fix, document)]
        if fixes:
            result["fixes"] = fixes
        return result

    def excused(self, document: Document, each: Suppressed) -> Data:
        suppression: Data = {"kind": "inSource" if each.in_source else "external", "status": "accepted"}
        if each.reason:
            suppression["justification"] = each.reason
        return {**self.result(document, each.finding), "suppressions": [suppression]}

    def _rule(self, document: Document, finding: Finding) -> int:
        if finding.rule not in self._rule_at:
            self._rule_at[finding.rule] = len(self.rules)
            self.rules.append(self._descriptor(document, finding))
        return self._rule_at[finding.rule]

    def _descriptor(self, document: Document, finding: Finding) -> Data:
        """A rule as its first finding tells it (3.49): every finding carries the whole lesson."""
        summary = finding.lesson.why if finding.lesson else document.discreet(finding.message)
        tags = ["security", *(_tag(weakness) for weakness in finding.cwe), *finding.owasp]
        descriptor: Data = {
            "id": finding.rule,
            "name": _pascal(finding.rule),
            "shortDescription": {"text": _first_sentence(summary)},
            "fullDescription": {"text": summary},
            "defaultConfiguration": {"level": _LEVELS[finding.severity]},
            "help": {"text": _help_text(finding, summary), "markdown": _help_markdown(finding, summary)},
            "properties": {
                "tags": list(dict.fromkeys(tags)),
                "precision": _PRECISIONS[finding.confidence],
                "security-severity": _SCORES[finding.severity],
                "problem.severity": _LEVELS[finding.severity].replace("note", "recommendation"),
                "controls": [str(control) for control in finding.controls],
            },
        }
        if finding.references:
            descriptor["helpUri"] = finding.references[0]
        relationships = [
            {
                "target": {"id": weakness, "index": self._weakness(weakness), "toolComponent": {"name": "CWE"}},
                "kinds": ["superset"],
            }
            for weakness in finding.cwe
        ]
        if relationships:
            descriptor["relationships"] = relationships
        return descriptor

    def _weakness(self, weakness: str) -> int:
        if weakness not in self.weaknesses:
            self.weaknesses.append(weakness)
        return self.weaknesses.index(weakness)

    def _artifact(self, document: Document) -> Data:
        location = artifact_location(document.snapshot.path)
        uri = location["uri"]
        if uri not in self._artifact_at:
            self._artifact_at[uri] = len(self.artifacts)
            self.artifacts.append(
                {
                    "location": location,
                    "roles": ["analysisTarget"],
                    "sourceLanguage": document.snapshot.language.id,
                }
            )
        return {**location, "index": self._artifact_at[uri]}

    def _fix(self, document: Document, fix: Fix) -> Data:
        return {
            "description": {"text": document.discreet(fix.title)},
            "artifactChanges": [
                {
                    "artifactLocation": self._artifact(document),
                    "replacements": [
                        {
                            "deletedRegion": _region(document.snapshot, replacement.span),
                            "insertedContent": {"text": replacement.text},
                        }
                        for replacement in fix.replacements
                    ],
                }
            ],
        }


def artifact_location(path: str) -> Data:
    """A file by its path relative to the root, or by its absolute path where it lies outside (3.4)."""
    # Bytes that are not UTF-8 keep their value: a URI holds any byte, escaped.
    encoded = quote(os.fsencode(path), safe="/~!$&'()*+,;=@")
    if PurePath(path).is_absolute():
        return {"uri": "file://" + ("" if encoded.startswith("/") else "/") + encoded}
    return {"uri": encoded, "uriBaseId": _BASE}


def _region(snapshot: Snapshot, span: Span, secrets: Sequence[Span] | None = None) -> Data:
    """The region (3.30); with what it covers where `secrets` tells what of that must not be shown."""
    start_line, start_column = snapshot.lines.position(span.start, Encoding.UTF32)
    end_line, end_column = snapshot.lines.position(span.end, Encoding.UTF32)
    region: Data = {
        "startLine": start_line + 1,
        "startColumn": start_column + 1,
        "endLine": end_line + 1,
        "endColumn": end_column + 1,
    }
    if secrets is not None:
        text = snapshot.text[span.start : span.end]
        if len(text) <= 2000:
            region["snippet"] = {"text": masked(text, span.start, [s for s in secrets if s.overlaps(span)])}
    return region


def _harmless(fix: Fix, document: Document) -> bool:
    """Whether the fix can be written down: one that moves a secret to another place would spell it out."""
    return all(document.discreet(replacement.text) == replacement.text for replacement in fix.replacements)


def _invocation(outcome: Outcome, arguments: Sequence[str]) -> Data:
    invocation: Data = {
        "executionSuccessful": not outcome.failures and not outcome.problems,
        "exitCode": outcome.exit_code,
        "startTimeUtc": _time(outcome.begun),
        "endTimeUtc": _time(outcome.ended),
        "toolExecutionNotifications": [_notification(outcome, skip) for skip in outcome.skipped],
        "toolConfigurationNotifications": [_configuration(outcome, problem) for problem in outcome.problems],
    }
    if arguments:
        invocation["arguments"] = list(arguments)
    return invocation


def _notification(outcome: Outcome, skip: Skipped) -> Data:
    text = f"{skip.detector}: {skip.reason}" if skip.detector else skip.reason
    return {
        "descriptor": {"id": "not-checked" if skip.failure else "left-out"},
        "level": "error" if skip.failure else "note",
        "message": {"text": f"{outcome.name(skip.path)}: {text}"},
        "locations": [{"physicalLocation": {"artifactLocation": artifact_location(skip.path)}}],
    }


def _configuration(outcome: Outcome, problem: Problem) -> Data:
    place: Data = {"artifactLocation": artifact_location(relative(problem.path, outcome.root))}
    if problem.line:
        place["region"] = {"startLine": problem.line}
    return {
        "descriptor": {"id": "configuration"},
        "level": "error",
        "message": {"text": str(problem)},
        "locations": [{"physicalLocation": place}],
    }


def _cwe(weaknesses: Iterable[str]) -> Data:
    return {
        "name": "CWE",
        "organization": "MITRE",
        "shortDescription": {"text": "The MITRE Common Weakness Enumeration"},
        "informationUri": "https://cwe.mitre.org/",
        "downloadUri": "https://cwe.mitre.org/data/downloads.html",
        "isComprehensive": False,
        "taxa": [{"id": weakness, "helpUri": _weakness_page(weakness)} for weakness in weaknesses],
    }


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _tag(weakness: str) -> str:
    number = weakness.removeprefix("CWE-")
    return f"external/cwe/cwe-{int(number):03d}" if number.isdecimal() else weakness


def _weakness_page(weakness: str) -> str:
    return f"https://cwe.mitre.org/data/definitions/{weakness.removeprefix('CWE-')}.html"


def _pascal(rule: str) -> str:
    """The rule's name as tools show it (3.49.7): ``python.sql-injection`` is ``PythonSqlInjection``."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", rule))


def _first_sentence(text: str) -> str:
    match = re.match(r"(?s)(.*?[.!?])(?:\s|$)", text.strip())
    return " ".join((match[1] if match else text).split())


def _help_text(finding: Finding, summary: str) -> str:
    lesson = finding.lesson
    parts = [summary]
    if lesson is not None and lesson.wrong:
        parts.append(f"Wrong: {lesson.wrong}")
    if lesson is not None and lesson.right:
        parts.append(f"Right: {lesson.right}")
    if lesson is not None and lesson.when:
        parts.append(f"No mistake {lesson.when}")
    parts += [f"See {reference}" for reference in finding.references]
    return "\n".join(parts)


def _help_markdown(finding: Finding, summary: str) -> str:
    lesson = finding.lesson
    parts = [summary]
    if lesson is not None and lesson.wrong:
        parts.append(f"**Wrong**\n\n{_fenced(lesson.wrong)}")
    if lesson is not None and lesson.right:
        parts.append(f"**Right**\n\n{_fenced(lesson.right)}")
    if lesson is not None and lesson.when:
        parts.append(f"**No mistake** {lesson.when}")
    if finding.controls:
        parts.append("Supports: " + ", ".join(str(control) for control in finding.controls))
    links = [f"- <{link}>" for link in dict.fromkeys((*finding.references, *map(_weakness_page, finding.cwe)))]
    if links:
        parts.append("\n".join(links))
    return "\n\n".join(parts)


def _fenced(code: str) -> str:
    """A code block whose fence is longer than any run of backticks in it (CommonMark 4.5)."""
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{code}\n{fence}"
