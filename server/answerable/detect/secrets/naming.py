"""What a name says of the value it is given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.detect.secrets.model import Rule
from answerable.detect.secrets.patterns import Lazy
from answerable.detect.secrets.vocabulary import ABOUT, PASSING, PUBLIC
from answerable.detect.secrets.wordlike import chunks
from answerable.findings.model import Confidence

AUTHORIZATION = Rule("generic.authorization", "Authorization header", "", confidence=Confidence.MEDIUM)
_PASSWORD = Rule("generic.password", "Password", "", confidence=Confidence.MEDIUM, cwe=("CWE-798", "CWE-259"))
_SALT = Rule("generic.salt", "Salt, seed or nonce", "", confidence=Confidence.LOW, cwe=("CWE-798", "CWE-760"))
_TOKEN = Rule("generic.token", "Token", "", confidence=Confidence.MEDIUM)
SECRET = Rule("generic.secret", "Secret", "", confidence=Confidence.MEDIUM)
_KEY = Rule("generic.api-key", "API key", "", confidence=Confidence.MEDIUM)

RULES = {rule.id: rule for rule in (_PASSWORD, SECRET, _TOKEN, _KEY, AUTHORIZATION, _SALT)}
"""The rules of the generic pass, by id."""

WORDS = (
    r"pass|pwd|psw|pw|psk|parola|contrase(?:ñ|n)a|senha|kennwort|wachtwoord|mot_?de_?pass|secret|credential|creds?|token|bearer"
    r"|authori[sz]ation|auth|jwt|cookie|api|key|salt|seed|nonce|pepper|webhook"
)
"""Words, one of which every telling name holds; RE2, in any case."""

# (what a name must hold, the rule, the kind of value it takes). The first that fits is taken.
_KINDS = (
    (Lazy(r"authori[sz]ation", re.IGNORECASE), AUTHORIZATION, "token"),
    (
        Lazy(
            r"(?<!com)(?<!by)(?<!sur)(?<!tres)pass(?!port|enger|ive|age|ion|es|ed|ing|thr|book|fail|ign)|pwd|(?<![a-z])psw|(?<![a-z])(?:pw|psk)(?![a-z])|(?-i:[a-z]Pw(?![a-z]))|parola|contrase|senha|passwort"
            r"|(?<![a-z])(?:admin|bind|db|ftp|imap|key|ldap|login|mail|mysql|pg|root|smtp|ssh|store|sudo|svc|user|vpn|wifi)pw(?![a-z])"
            r"|kennwort|wachtwoord|mot_?de_?pass",
            re.IGNORECASE,
        ),
        _PASSWORD,
        "password",
    ),
    (Lazy(r"salt|seed|nonce|(?<![a-z])pepper(?![a-z])", re.IGNORECASE), _SALT, "token"),
    (Lazy(r"token|bearer|jwt|session_?key|cookie", re.IGNORECASE), _TOKEN, "token"),
    (Lazy(r"secret|credential|(?<![a-z0-9])creds?(?![a-z])", re.IGNORECASE), SECRET, "secret"),
    (
        Lazy(
            r"(?:api|app|access|auth|account|admin|aes|bot|client|consumer|crypt\w*|customer|cipher|db|decrypt\w*|deploy"
            r"|dev|enc\w*|gateway|hmac|integration|licen[cs]e|master|merchant|partner|priv\w*|project|prod|rest|root"
            r"|security|server|service|session|sha\w*|shared|sign\w*|ssh|storage|subscription|user|write|x)[-_. ]?key",
            re.IGNORECASE,
        ),
        _KEY,
        "key",
    ),
    (Lazy(r"(?-i:(?<![A-Za-z])(?:key|KEY)|Key)|auth(?!ors?(?![a-z]))|webhook", re.IGNORECASE), _KEY, "strong"),
)


def kind_of(name: str) -> tuple[Rule, str] | None:
    """The rule and the kind of value (see `judgement.KINDS`); None where the name holds no credential."""
    for pattern, rule, kind in _KINDS:
        every = list(pattern.finditer(name))
        if not every:
            continue
        last = every[-1]
        if ABOUT.intersection(_parts(name[last.end() :])):
            return None
        if rule is _KEY and PUBLIC.intersection(_parts(name[: last.end()])):
            return None
        if rule is _TOKEN and PASSING.intersection(_parts(name[: last.start()])):
            return None
        return rule, kind
    return None


def echoes(name: str, value: str) -> bool:
    """Whether the value is the name again or a part of it: ``PASSWORD_FIELD = "password"``."""
    return _folded(value) in _folded(name)


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _parts(text: str) -> Iterator[str]:
    return (part.lower() for part in chunks(text))
