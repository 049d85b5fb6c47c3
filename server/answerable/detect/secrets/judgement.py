"""Could this literal be that kind of credential? The value alone is judged here; names are `generic`'s business.

Most of what is assigned to a name like ``password`` is none: a label, a form field's name, a reference, a sample.
A value is taken for a credential when it is neither, and looks chosen or generated rather than written to be read.
"""

from __future__ import annotations

import re

from answerable.detect.secrets.entropy import shannon
from answerable.detect.secrets.patterns import Lazy
from answerable.detect.secrets.placeholders import is_reference, is_sample
from answerable.detect.secrets.vocabulary import SAMPLES
from answerable.detect.secrets.wordlike import chunks, is_word, reads_as_words, scrambled

KINDS = frozenset({"password", "secret", "token", "key", "strong", "url-password", "weak-password", "basic"})
"""The kinds a table may name in `judge`."""

_LONGEST = 1000
_UUID = Lazy(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_SHAPES = Lazy(
    r"""
    (?:https?|ftp|file|s3|gs|ssh|git|urn|tag|data|mailto)[:/] \S*            # a place, not a key
  | (?:\.{0,2}|~|[A-Za-z]:)[/\\][\w.\-/\\ @+]*                           # a path
  | (?:[\w.\-]+[/\\]){2,}[\w.\-]+\.\w{1,5}                               # a path without a beginning
  | [\w.\-]{1,60}\.(?:py|js|ts|tsx|jsx|json|ya?ml|toml|ini|cfg|conf|txt|md|pem|key|crt|cer|p12|pfx|jks|html?|css|xml
      |sh|sql|log|csv|java|go|rb|php|cs|env|lock|png|svg|jpe?g|com|org|net|io|dev|local|internal)
  | [\w.+\-]+@[\w\-]+\.[\w.\-]+                                          # an address
  | [\^~<>=v]{0,3}\d+(?:\.\d+){1,20}(?:[-+.]?\w{0,12})?                              # a version, an IP address, an OID
  | \d{4}-\d\d-\d\d(?:[T ][\d:.+\-Z]*)?                                  # a date
  | [\d\s.,:%+\-]{1,12}(?:px|em|rem|ms|s|m|h|d|kb|mb|gb)                 # a measure
  | \#[0-9a-fA-F]{3,8} | \.[a-z][\w\-]* | \#[a-z][\w\-]*                 # a colour, a selector
  | [a-z]{2,4}-[a-z]+-\d:\d{12}:\S*                                       # the rest of an Amazon resource name
  | [a-z]{2,12}:".*                                                      # a tag of a field in Go
  | --?[a-z][a-z\-]*                                                      # an option
  | \([\w ,]*\)                                                          # a signature
  | [A-Za-z_][\w.]*\[[\w.'\":,]*\]                                        # an item
  | [A-Za-z_]\w{0,30}=(?:["'\[].*|\w*)                                   # an argument; base64 may end so, and is longer
  | [\w\-]+(?:\.[\w\-]+)*\.[a-z]{2,12}:\d{1,5}                              # a host and its port
  | [A-Za-z_]\w*\(.*\)?                                                  # a call
  | (?-i:[A-Z][A-Z0-9]{0,14}(?:_[A-Z][A-Z0-9]{0,14})+)                    # a constant's or a variable's name
  | [a-z]*(?:password|passwd|secret)[a-z]*                               # ``somepassword``
  | (?:test|some|bad|my|new|old|wrong|good|db|user|fake|dummy|temp|your|the)_?(?:pass|pwd|pw|token|key)
  | (?-i:[0-9A-F]{40})                                                   # a fingerprint of OpenPGP
  | AAAA[BCE]3NzaC1\S*                                                   # a public key of SSH
  | (?:true|false|null|none|nil|undefined|yes|no|on|off|void|empty|n/?a|tbd|required|optional|string|str|int|bool
      |bytes?|text|any)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = Lazy(r"(?:[A-Za-z_]\w*(?:\.|->|::))+[A-Za-z_]\w*(?:\(.*)?", re.DOTALL)
_FORMAT = Lazy(
    r"%\(?\w*\)?[-\d.]*[sdrxfqa](?![A-Za-z0-9])|\{[A-Za-z_][\w.!:\[\]]*\}|\{\d?\}|\[:|\\[dwsbSWDBnrtafv]|\[\^|\^\[|\\[ux][0-9A-Fa-f]{2}|\[[^\]]*(?:a-z|A-Z|0-9)|\.\*|\.\+|\(\?"
    r"|&\#\d+;|\|\||<[a-zA-Z/][^>]*>|=>"
)
_TECHNICAL = Lazy(
    r"(?:(?:scram-)?sha|md|aes|des|rsa|rc|utf|ucs|base|oauth|ipv|ed|ecdsa|hs|rs|es|ps|x|pbkdf|argon|bcrypt|scrypt|p|http|tls|ssl"
    r"|sslv|v|iso|cp|windows|win|latin|u?int|float|col|row|step|item|field|page|tab|line|level|arg|param|var|node|web|log"
    r"|crypt|blowfish|curve|secp|prime|k|r|c|h|t|s|gcm|cbc|ctr|hmac|kdf|jwt|jws|jwe|otp|totp|saml|pkcs|dsa|dh|ff|ascii"
    r"|ebcdic|koi|big|gb|mac|chacha|poly|salsa)-?\d+(?:[-_]?[a-z]{2,6})?(?:[-_/](?:sha|md)?\d*[a-z]{0,6}){0,3}",
    re.IGNORECASE,
)
# One word, in lower case or with a capital, and a number after it.
_WEAK = Lazy(r"[A-Za-z]?[a-z]{3,15}[_\-.@!#$]?\d{0,4}!?")
_HEXADECIMAL = Lazy(r"[0-9a-fA-F\-]+")


def acceptable(kind: str, value: str) -> bool:
    """Whether the value could be a credential of this kind, one of `KINDS`.

    ``password`` takes what a person may have chosen; ``weak-password`` a single word, which needs a place that tells;
    ``strong`` only what a generator may have made; ``url-password``, whose place says what it is, all but references
    and samples; ``basic`` the base64 of ``user:password``.
    """
    if kind == "basic":
        return basic_auth(value)
    if not _possible(value):
        return False
    if kind == "url-password":
        return True
    if kind == "weak-password":
        return _WEAK.fits(value)
    if kind == "password":
        return _chosen(value) or generated(value) or (value.isdigit() and len(set(value)) > 1)
    if kind == "secret":
        return len(value) >= 6 and (_chosen(value) or generated(value))
    if kind in {"token", "key"}:
        return generated(value) or (len(value) >= 8 and _chosen(value) and _mixed(value))
    return generated(value) or (len(value) >= 12 and _jumbled(value, chunks(value)) and _mixed(value))


def generated(value: str) -> bool:
    """Whether it looks like what a generator makes: sixteen and more characters without words, or a UUID."""
    if _UUID.fits(value):
        return len(set(value)) > 6
    if len(value) < 16 or not value.isascii() or " " in value:
        return False
    letters, digits = sum(map(str.isalpha, value)), sum(map(str.isdigit, value))
    if not letters or (digits < 2 and reads_as_words(value) > 0.3):
        return False
    if letters == len(value) and (value.islower() or value.isupper()):
        return not is_word(value)
    return shannon(value) >= (2.8 if _HEXADECIMAL.fits(value) else 3.2) and reads_as_words(value) <= 0.45


def basic_auth(value: str) -> bool:
    """Whether it is the base64 of ``user:password`` (RFC 7617)."""
    import base64
    import binascii

    try:
        user, colon, password = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, ValueError):
        return False
    return bool(colon and user.isprintable() and password) and _possible(password)


def _possible(value: str) -> bool:
    if not 4 <= len(value) <= _LONGEST or is_reference(value) or is_sample(value):
        return False
    if _SHAPES.fits(value) or _FORMAT.found_in(value) or _TECHNICAL.fits(value):
        return False
    # Tokens have dots as well, but read like nothing that anybody would call an attribute.
    if _ATTRIBUTE.fits(value) and not (generated(value) and reads_as_words(value) <= 0.2):
        return False
    if any(map(str.isspace, value)):
        # A passphrase of several words cannot be told from a sentence by its looks.
        return False
    words = [part.lower() for part in chunks(value) if part.isalpha()]
    if words and all(word in SAMPLES for word in words):
        return sum(map(str.isdigit, value)) > 4
    return any(map(str.isalnum, value))


def _chosen(value: str) -> bool:
    """Whether a person may have chosen it for a password: not just words with the separators identifiers have."""
    if not value.isascii() and not any(map(str.isdigit, value)):
        return False  # a word of another language
    parts = chunks(value)
    letters = [part for part in parts if part.isalpha()]
    digits = sum(map(str.isdigit, value))
    if not letters:
        return digits >= 6
    if _jumbled(value, parts) or not all(map(is_word, letters)) or scrambled(letters):
        return True
    signs = {char for char in value if not char.isalnum()}
    # Names of things carry a number too (`step_2`, `Layer1`), but rarely at the end of one long word.
    return digits >= 2 or bool(signs - set("_-./:,")) or bool(digits and len(letters) == 1 and len(value) >= 7)


def _jumbled(value: str, parts: list[str]) -> bool:
    """Case and digits mixed as no naming convention does: ``aBcDe7F``."""
    return len(value) >= 8 and len(parts) >= 4 and sum(map(len, parts)) / len(parts) < 2.9


def _mixed(value: str) -> bool:
    """Whether letters and digits are mixed, or the letters are no words; digits alone number things."""
    if value.isdigit() or reads_as_words(value) > 0.5:
        return False
    letters = [part for part in chunks(value) if part.isalpha()]
    return sum(map(str.isdigit, value)) >= 2 or not all(map(is_word, letters))
