"""The controls a rule may cite: framework, edition, and which ids the edition has.

Sources: OWASP Top 10 for LLM applications, 2025 and 2026 lists; NIST AI 600-1 (July 2024), appendix of actions; ISO/IEC
42001:2023, annex A; Regulation (EU) 2024/1689; GDPR; 45 CFR 164.
"""

from __future__ import annotations

import re

LLM_LIST = "OWASP Top 10 for LLM applications"

IDS: dict[tuple[str, str], str] = {
    (LLM_LIST, "2025"): r"LLM(?:0[1-9]|10)",
    (LLM_LIST, "2026"): r"LLM(?:0[1-9]|10)",
    ("NIST AI 600-1", "2024"): r"(?:GV|MP|MS|MG)-\d\.\d{1,2}-\d{3}",
    ("NIST AI RMF", "1.0"): r"GOVERN|MAP|MEASURE|MANAGE",
    ("ISO/IEC 42001", "2023"): r"A\.\d{1,2}\.\d(?:\.\d)?",
    ("EU AI Act", "2024/1689"): r"Art\. \d{1,3}(?:\(\d\))?",
    ("GDPR", "2016/679"): r"Art\. \d{1,2}(?:\(\d\)(?:\([a-f]\))?)?",
    ("HIPAA", "45 CFR 164"): r"164\.\d{3}(?:\([a-z]\))?",
}

# The list was renumbered: the same entry stands under another number in 2026.
SAME_IN_2026 = {
    "LLM01": "LLM01",
    "LLM02": "LLM02",
    "LLM03": "LLM04",
    "LLM04": "LLM05",
    "LLM05": "LLM10",
    "LLM06": "LLM03",
    "LLM07": "LLM08",
    "LLM08": "LLM09",
    "LLM09": "LLM07",
    "LLM10": "LLM06",
}

# OWASP Top 10, the editions of 2021 and 2025, by their own names.
TOP_TEN = {
    "A01:2021": "Broken Access Control",
    "A02:2021": "Cryptographic Failures",
    "A03:2021": "Injection",
    "A04:2021": "Insecure Design",
    "A05:2021": "Security Misconfiguration",
    "A06:2021": "Vulnerable and Outdated Components",
    "A07:2021": "Identification and Authentication Failures",
    "A08:2021": "Software and Data Integrity Failures",
    "A09:2021": "Security Logging and Monitoring Failures",
    "A10:2021": "Server-Side Request Forgery (SSRF)",
    "A01:2025": "Broken Access Control",
    "A02:2025": "Security Misconfiguration",
    "A03:2025": "Software Supply Chain Failures",
    "A04:2025": "Cryptographic Failures",
    "A05:2025": "Injection",
    "A06:2025": "Insecure Design",
    "A07:2025": "Authentication Failures",
    "A08:2025": "Software or Data Integrity Failures",
    "A09:2025": "Security Logging and Alerting Failures",
    "A10:2025": "Mishandling of Exceptional Conditions",
}


def known(framework: str, edition: str, identifier: str) -> bool:
    """Whether that edition of that framework has such an id."""
    pattern = IDS.get((framework, edition))
    return pattern is not None and re.fullmatch(pattern, identifier) is not None
