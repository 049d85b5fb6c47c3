"""Values that stand where a secret will be: samples, blanks to fill in, references to where the secret really is."""

from __future__ import annotations

import re
import string

from answerable.detect.secrets.patterns import Lazy

# Words nobody's generator produces, and documentation is full of. Short words are left out on purpose: a random
# 40-character token contains a given 4-letter word in any case about once in 12,000 times.
_SAMPLE_WORDS = Lazy(
    r"example|placeholder|redacted|your[-_ ]?(?:api|own|token|key|secret|pass|access|account|client|private|auth)"
    r"|change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this|with)|insert[-_ ]?(?:your|here)|dummy|foobar|lorem|deadbeef"
    r"|not[-_ ]?a[-_ ]?real|not[-_ ]?real|goes[-_ ]?here|fixme|undefined|sanitized|removed|masked|hidden|scrubbed",
    re.IGNORECASE,
)
_RUN = Lazy(r"(.)\1{5,}", re.DOTALL)
_BLANKS = Lazy(r"x{4,}|X{4,}|\*{3,}|\.{3,}|•{2,}|…|-{5,}|_{5,}|\?{3,}|#{3,}|█")
_REFERENCE = Lazy(
    r"""
    \$\{ | \$\( | \{\{ | \{% | <%= | \#\{ | %\( | @\{
  | (?-i:\$[A-Z_][A-Z0-9_]{2,}$) | ^\$\w | ^%[A-Za-z_]\w*%$ | ^%[sdqv@]$
  | ^<[^<>]*>$ | ^\[[^\[\]]*\]$ | ^\{[^{}]*\}$ | ^__\w+__$ | ^@\w+@$ | ^\#\{?\w+\}?\#$
  | \b(?:os\.environ|process\.env|import\.meta\.env|System\.getenv|getenv|env\(|ENV\[|Deno\.env|secrets\.|vars\.|var\.)
  | ^(?:ENC|KMS|SOPS|AES256)\[ | ^(?:vault|ssm|arn|op|env|file|keyring|secretsmanager|akv|gcp-sm|ref\+?\w*|doppler):
  | ^(?:!\w|/run/secrets/)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Credentials that vendors print in their documentation and everybody knows: Stripe's two test keys, the token on
# jwt.io's first page, the fixed keys of Azure's storage and Cosmos emulators. As SHA-256, so that no scanner stumbles
# over this file.
_PUBLISHED = frozenset(
    (
        "2cafc0970149a84f3b9e62eaf169f36f59907a3b3e31f7b82e68c69cd27f7326",
        "f2d6ca16515033e5dce14eba840b979d27b5cbae24bb3e5bf484339667f86397",
        "7f75367e7881255134e1375e723d1dea8ad5f6a4fdb79d938df1f1754a830606",
        "0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059",
        "aa6547439583c3a275d4542a0df6c1ad6a863971be9f2a2220f027cc02aef615",
    )
)
_UUID = Lazy(r"[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}", re.IGNORECASE)
_ALPHABETS = (
    string.ascii_lowercase,
    string.digits + string.ascii_lowercase,
    string.ascii_lowercase + string.digits,
    "1234567890" * 4,
    "0123456789abcdef" * 4,
    "qwertyuiopasdfghjklzxcvbnm",
)


def is_sample(value: str) -> bool:
    """Whether the value, taken for a token, is one nobody could use: masked, repeated, in sequence, or published.

    Meant for what already has a vendor's shape; `is_reference` is the question for what a name was assigned.
    """
    if _SAMPLE_WORDS.found_in(value) or _BLANKS.found_in(value) or _repeats(value):
        return True
    if _few_characters(value) or _sequential(value):
        return True
    import hashlib  # 2 ms, and most texts hold nothing that comes this far

    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest() in _PUBLISHED


def is_reference(value: str) -> bool:
    """Whether the value says where a secret is, instead of being one: ``${VAR}``, ``{{ x }}``, ``os.environ[…]``."""
    return _REFERENCE.found_in(value)


def _repeats(value: str) -> bool:
    """One character over and over, for an eighth of the value: long real tokens hold runs too (AWS: ``//////////``)."""
    return any(len(run.group()) >= len(value) // 8 for run in _RUN.finditer(value))


def _few_characters(value: str) -> bool:
    """Three different letters and digits in sixteen or more: ``AAAA…``, ``0000-0000…``, ``abababab…``."""
    letters = [char for char in value.lower() if char.isalnum()]
    # A UUID without a letter is one in three million.
    return len(letters) >= 16 and (len(set(letters)) <= 3 or (_UUID.fits(value) and all(map(str.isdigit, letters))))


def _sequential(value: str) -> bool:
    """Whether half of it or more runs along the alphabet, the digits or the keyboard."""
    folded = value.lower()
    if len(folded) < 8:
        return False
    size = max(8, min(16, len(folded) // 2))
    pieces = {folded[at : at + size] for at in range(len(folded) - size + 1)}
    return any(alphabet[at : at + size] in pieces for alphabet in _ALPHABETS for at in range(len(alphabet) - size + 1))
