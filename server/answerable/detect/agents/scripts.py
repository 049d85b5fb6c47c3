"""Commands for a shell that run what they fetched, or send off what they were handed."""

from __future__ import annotations

import re

_MOST = 5_000
"""Characters that are looked at; a hook's command is a line or two."""

_FETCH = r"\b(?:curl|wget|aria2c|lwp-download)\b"
_SHELL = r"(?:/\S*/)?(?:ba|z|da|k|fi)?sh\b(?!\.)"
# `python -c …` and `python -m json.tool` read what comes as data, `python tool.py` too.
_INTERPRETER = r"(?:python[\d.]*|node|perl|ruby|php|deno|bun)\b(?!\s+-[cemnp]\b|\s+(?!-)\S+)"
_POWERSHELL_FETCH = r"\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|curl|wget)\b"
_EXPRESSION = r"\b(?:iex|invoke-expression)\b"

# `curl … | sh`, `bash <(curl …)`, `eval "$(curl …)"`, `irm … | iex`, `curl -o x … && sh x`, `base64 -d | sh`.
_RUNS = re.compile(
    rf"""(?isx)
      {_FETCH}[^\n;]*?\|\s*(?:sudo\s+(?:-\S+\s+)*|env\s+(?:\S+=\S+\s+)*)*(?:{_SHELL}|{_INTERPRETER})
    | {_SHELL}\s+(?:-\w+\s+)*<\(\s*{_FETCH}[^\n)]*
    | (?:{_SHELL}\s+-\w*c|\beval|\bsource|(?:^|[;&\s])\.)\s+["'\\]*\s*(?:\$\(|<\(|`)\s*{_FETCH}[^\n]*
    | (?:python[\d.]*|node|perl|ruby)\s+(?:-\w+\s+)?["'\\]*(?:\$\(|<\()\s*{_FETCH}[^\n]*
    | {_POWERSHELL_FETCH}[^\n;|]*\|\s*{_EXPRESSION}
    | {_EXPRESSION}[\s("'&]*(?:\$?\(\s*)*(?:new-object\s+(?:system\.)?net\.webclient|{_POWERSHELL_FETCH})[^\n]*
    | {_FETCH}[^\n]*?(?:\s-\w*[oO]|--output|--output-document|>)[\s=]*(?P<file>[^\s;&|]+)[^\n]*?(?:&&|;|\|\|)[^\n]*?
      (?:(?:{_SHELL}|python[\d.]*|node|source)\s+(?:\S*/)?(?P=file)|(?:&&|;)\s*(?P=file)\b)
    | \bbase64\s+(?:-d|-D|--decode)\b[^\n;]*\|\s*(?:sudo\s+)?{_SHELL}
    """
)

_HERE = r"(?:localhost\b|127\.|\[::1\]|[^/\s\"']*\$)"
_OUTSIDE = rf"https?://(?!{_HERE})"
_BODY = r"(?:-d|--data(?:-binary|-raw|-urlencode|-ascii)?|--json|-F|--form|-T|--upload-file)[=\s]*"
_PRIVATE = r"(?:\.env\b(?!\.(?:example|sample))|\.ssh/|\.aws/|\.netrc|credentials\b|id_(?:rsa|ed25519)|\.claude\.json)"
_WHAT = rf"""["'\\]*(?:\w*=?@(?:-|/dev/stdin|\S*{_PRIVATE}|\$\w*(?:transcript|FILE)\w*)|-(?=\s)
    |\w*=?["'\\]*\$\(\s*(?:cat|env|printenv|jq))"""
_SENDS = re.compile(
    rf"""(?isx)
      \bcurl\b[^\n|;]*{_BODY}{_WHAT}[^\n]*?{_OUTSIDE}[^\s"']*
    | \bcurl\b[^\n|;]*{_OUTSIDE}[^\n|;]*?\s{_BODY}{_WHAT}
    | (?:\bcat\b[^\n;|]*{_PRIVATE}|(?:^|[;&]\s*)(?:env|printenv))[^\n;|]*\|[^\n;]*?\b(?:curl|wget|nc|ncat|socat)\b[^\n]*
    | >\s*/dev/tcp/(?!localhost|127\.)[^\s;]+
    """
)


def runs_what_it_fetched(command: str) -> tuple[int, int] | None:
    """Where a command hands what a server sent to a shell or an interpreter: offsets into it, None where nowhere."""
    match = _RUNS.search(command[:_MOST])
    return None if match is None else match.span()


def sends_data(command: str) -> tuple[int, int] | None:
    """Where a command sends its input, its environment or a file with credentials to another machine."""
    match = _SENDS.search(command[:_MOST])
    return None if match is None else match.span()
