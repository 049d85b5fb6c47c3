"""Names of people and places, by Presidio and a language model of spaCy: an optional extra that nothing else needs.

Only Presidio's recogniser over the language model is used. Its others are ours already, and the one for e-mail fetches
a list from the internet while it analyses. A model that is not installed is not fetched either: Presidio would.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import cache
from typing import Any

from answerable.findings.model import Severity
from answerable.guard.model import Found, Kind
from answerable.text.spans import Span

MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_trf")
"""The models of spaCy that are looked for, the best for the time they take first."""
RULES = {"PERSON": ("pii.person", "PERSON"), "LOCATION": ("pii.location", "LOCATION")}
"""Rule and label by Presidio's name of the entity."""
_LEAST = 0.5


class Unavailable(Exception):
    """Presidio or a model is missing; the message says what to install."""


def scan(text: str) -> Iterator[Found]:
    """Every name of a person or a place. Raises `Unavailable`."""
    for result in _analyzer().analyze(text, language="en", entities=list(RULES), score_threshold=_LEAST):
        rule, label = RULES[result.entity_type]
        yield Found(
            rule=rule,
            kind=Kind.PII,
            label=label,
            span=Span(result.start, result.end),
            severity=Severity.WARNING,
            message=f"By its looks the name of a {label.lower()}. Leave it out, or send a placeholder in its place.",
            why=("Presidio's language model takes it for one",),
        )


@cache
def _analyzer() -> Any:
    if importlib.util.find_spec("presidio_analyzer") is None:
        raise Unavailable("guard.presidio asks for names, and Presidio is missing: pip install 'answerable[presidio]'")
    model = next((name for name in MODELS if importlib.util.find_spec(name) is not None), None)
    if model is None:
        raise Unavailable(f"guard.presidio asks for names, and no model of spaCy is installed: pip install {MODELS[2]}")
    analyzer = importlib.import_module("presidio_analyzer")
    engines = importlib.import_module("presidio_analyzer.nlp_engine")
    recognisers = importlib.import_module("presidio_analyzer.predefined_recognizers")
    configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": model}]}
    registry = analyzer.RecognizerRegistry(recognizers=[recognisers.SpacyRecognizer()])
    return analyzer.AnalyzerEngine(
        registry=registry,
        nlp_engine=engines.NlpEngineProvider(nlp_configuration=configuration).create_engine(),
        supported_languages=["en"],
    )
