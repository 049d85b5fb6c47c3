"""Sentences in a text that give orders to the model that reads it.

There is no telling such a sentence from one that talks about it, so what counts is narrow: an order to forget one's
instructions, a role or a system message that the text gives itself, an order to hide something from the user, an order
to send data off. Each has an imperative and its object close together; quoted talk of "prompt injection" has not.

OWASP Top 10 for LLM applications 2025, LLM01 (indirect prompt injection); CWE-1427.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from answerable.detect.pii.subject import Subject
from answerable.detect.secrets.patterns import compiled
from answerable.findings.model import Severity
from answerable.guard.model import INJECTED, Found, Kind

_FILLER = (
    r"(?:(?:all|any|of|the|these|those|my|our|every|each|and|existing|current|default|safety|other|given)(?: |,|/)+)*"
)
_BEFORE = (
    r"(?:(?:previous|prior|above|earlier|preceding|foregoing|your|system|original|initial|developer|past"
    r"|previously given)"
    r"(?: |,|/)+(?:(?:and|or|all|the|previous|prior|system|other|of|your)(?: |,|/)+)*)"
)
_WHAT = r"(?:instructions?|prompts?|directives?|directions|guidelines?)"
_WHAT_ELSE = (
    r"(?:rules?|commands?|constraints?|context|training|programming|guardrails?|polic(?:y|ies)|orders|messages?"
    r"|conversation|restrictions|safeguards)"
)
# (rule, what it is, RE2 in any case). A space in a pattern is any white space.
_RULES: tuple[tuple[str, str, str], ...] = (
    (
        "injection.ignore-instructions",
        "It tells a model to forget what it was told",
        rf"\b(?:ignore|disregard|forget|override|bypass|neglect|discard|do not (?:follow|obey)"
        rf"|don[’']t (?:follow|obey)"
        rf"|stop (?:following|obeying)|pay no attention to) {_FILLER}{_BEFORE}{_WHAT}\b"
        rf"|\b(?:ignore|disregard|forget) (?:all|any) (?:of )?(?:the |these |those )?{_WHAT}\b"
        rf"|\b(?:ignore|disregard|forget|bypass) {_FILLER}(?:your|previous|prior|earlier) (?:[a-z]+ )?{_WHAT_ELSE}\b"
        rf"|\b(?:ignore|disregard|forget) the above\b"
        rf"|\b(?:ignore|disregard|forget) (?:everything|anything|all) (?:that (?:was|is|came) )?"
        rf"(?:you (?:were|have been|know|have) |said |told |written )+(?:above|before|previously|earlier"
        rf"|so far|until now)\b"
        rf"|\b(?:ignoriere|vergiss) (?:alle |die |deine |bisherigen |vorherigen |obigen )+(?:anweisungen"
        rf"|regeln|instruktionen)"
        rf"|\b(?:ignore[zr]?|oublie[zr]?) (?:toutes |les |vos |tes )+(?:instructions|consignes|règles)"
        rf"|\b(?:ignora|olvida) (?:todas |las |tus |sus )+(?:instrucciones|reglas)(?: anteriores| previas)?",
    ),
    (
        "injection.new-role",
        "It gives a model another role",
        r"\byou are now (?:in |free|unrestricted|dan\b|jailbr|no longer|unbound|allowed to (?:ignore|say|do) any)"
        r"|\byou are no longer (?:an ai|a (?:helpful|language)|bound|restricted|limited|required)"
        r"|\b(?:from now on,?|starting now,?) (?:you (?:will|must|shall|are to) )?(?:only |always |never )?"
        r"(?:ignore|obey|disregard|answer only|respond only|act as|pretend|follow (?:only )?(?:my|these))"
        r"|\byou (?:must|will|should|have to) now (?:ignore|obey|send|run|execute|delete|reveal|output"
        r"|print|respond|follow|act)"
        r"|\b(?:enter|enable|activate|switch to) (?:developer|god|dan|jailbreak|unrestricted) mode\b"
        r"|\byour new (?:instructions?|role|task|objective|system prompt|rules|goal) (?:is|are|will be)\b"
        r"|\bnew (?:system )?instructions?\s?:",
    ),
    (
        "injection.system-message",
        "It is dressed up as a message of the system",
        r"<\|(?:im_start|im_end|system|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text)\|>"
        r"|(?-i:\[/?INST\]|<</?SYS>>)|<(?:system|system_prompt|system-reminder|system_message"
        r"|assistant_instructions|admin)>"
        r"[^<]{0,400}\b(?:you (?:must|should|are|will)|ignore|do not|always|never)\b"
        r"|^[#\[* ]{0,6}(?:system|admin(?:istrator)?|developer)(?: message| prompt| override| note"
        r"| instruction)?[\]*]{0,3}\s?: "
        r"(?:you (?:must|are|should|will)|ignore|disregard|the (?:assistant|user)|do not tell|from now)"
        r"|\bend of (?:system )?(?:prompt|instructions|context|document)[\]*\-= ]{0,8}(?:new|begin|start|system)\b",
    ),
    (
        "injection.hide-from-user",
        "It tells a model to keep something from the person it works for",
        r"\b(?:do not|don[’']t|never|without) (?:tell(?:ing)?|inform(?:ing)?|mention(?:ing)?"
        r"|reveal(?:ing)?|notify(?:ing)?|alert(?:ing)?"
        r"|show(?:ing)?|say(?:ing)?|disclose|disclosing)(?: (?:this|that|it|these|any of this"
        r"|anything about this))? (?:to )?"
        r"the (?:user|human|developer|operator|person)\b(?: (?:about|that|of|anything|what|this|you"
        r"|for (?:permission|confirmation)))?"
        r"|\b(?:this|these) (?:instructions?|message|comment|note) (?:is|are|must be|should be) (?:hidden"
        r"|secret|kept secret|invisible) (?:from|to) the user\b",
    ),
    (
        "injection.exfiltrate",
        "It tells a model to send data off",
        r"\b(?:send|post|upload|exfiltrate|transmit|forward|leak|email|append|submit|report|include|embed"
        r"|encode|copy) "
        r"(?:\w+ ){0,4}?(?:the |all |any |your |its |their |user[’']?s? |this |of )*"
        r"(?:api[ _-]?keys?|secrets?|credentials?|passwords?|tokens?|environment variables?"
        r"|env(?:ironment)? vars?|\.env|ssh keys?|private keys?"
        r"|system prompt|conversation(?: history)?|chat history|private data"
        r"|contents? of [~/.\w]{2,60}(?:/|\.env|id_rsa|credentials)) "
        r"(?:\w+ ){0,5}?(?:to|as|in|into|via|with) (?:\w+ ){0,4}?(?:https?://|an? (?:url|image|query)"
        r"|the (?:url|query|image)|[\w.\-]+@|this (?:url|address|server|endpoint|webhook))"
        r"|\b(?:curl|wget|fetch)\b[^\n]{0,120}\$\((?:cat|env|printenv)[^\n]{0,80}(?:\.env|id_rsa|credentials|env\b)"
        r"|\b(?:reveal|print|repeat|output|show|disclose|leak) (?:me )?(?:the |your |all |entire |full "
        r"|initial |hidden )+(?:system prompt|system message|hidden prompt|initial prompt|instructions above)\b",
    ),
)
# Only in what describes a tool, which is there to say what the tool does and when it is of use (OWASP LLM01 2025, "tool
# poisoning"; Model Context Protocol, security best practices).
_OF_TOOLS = (
    "injection.tool-description",
    "It is the description of a tool, and gives the model orders that have nothing to do with the tool",
    r"<(?:important|critical|secret|hidden|instructions?|system)>"
    r"|\b(?:before|prior to|when|whenever) (?:using|calling|invoking|you (?:use|call)) (?:this|any|every|another|other)"
    r"(?: other)?(?: tools?)?,? (?:you )?(?:(?:must|should|have to|always|first|need to) )?(?:first |always )?"
    r"(?:read|open|fetch|include|send|pass|call|cat|access|load|provide)\b"
    r"|\b(?:always|must|first|should) (?:be )?(?:call(?:ed)?|us(?:e|ed)|invoke[d]?|run) (?:this(?: tool)? )?"
    r"(?:before (?:any|every|all|each)|prior to any|instead of (?:any|all|every|other))"
    r"|\b(?:do not|don[’']t|never|must not) (?:use|call|invoke) (?:any |all |the )*(?:other|another|built-?in|native) "
    r"(?:\w+ )?tools?\b"
    r"|\b(?:takes? (?:precedence|priority)|has (?:precedence|priority)) over (?:all |any |every )?(?:the )?"
    r"(?:other|previous|prior|system|user|built-?in|existing)"
    r"|\b(?:overrides?|supersedes?) (?:all |any |every )?(?:other|previous|prior|system|user|existing) "
    r"(?:instructions?|tools?|rules?|prompts?)"
    r"|\b(?:read|open|cat|load|access) (?:the )?(?:file |contents? of )?(?:at )?[`'\"]?(?:~|/|\$home)[\w./-]*"
    r"(?:\.ssh|\.aws|\.env|\.netrc|id_rsa|mcp\.json|credentials|\.claude|\.cursor|/etc/passwd)"
    r"|\b(?:pass|send|include|put|provide|attach) (?:\w+ ){0,6}?(?:conversation|chat history|system prompt"
    r"|(?:file|its) contents?|full context|previous messages|api keys?|credentials|environment) (?:\w+ ){0,4}?"
    r"(?:as|in|into|via|through) (?:the |a |an )?[`'\"]?\w+",
)
_HINTS = (
    r"(?i)ignor|isregard|forget|instruction|prompt|system|you are |you must| mode|the (?:user|human|developer)"
    r"|<\||inst\]|from now|curl|wget|https|obey"
)
"""A text without one of these has no such sentence."""


def scan(subject: Subject, *, instructions: bool = False, tool: bool = False) -> Iterator[Found]:
    """Every such sentence. `instructions`: the text is meant to instruct a model, and may give it a role. `tool`: it
    describes a tool.
    """
    if not tool and compiled(_HINTS).search(subject.utf8) is None:
        return
    for rule, what, pattern in (*_RULES, _OF_TOOLS) if tool else _RULES:
        if instructions and rule == "injection.new-role":
            continue
        for match in compiled(_in_any_case(pattern)).finditer(subject.utf8):
            yield Found(
                rule=rule,
                kind=Kind.HIDDEN,
                label=INJECTED,
                span=subject.span(*match.span()),
                severity=Severity.WARNING,
                message=f"{what}: a model that reads this text may do as it says. Look where the text comes from.",
                why=("an order and its object stand together",),
            )


def rules() -> tuple[str, ...]:
    """The ids of these rules."""
    return tuple(titles())


def titles() -> dict[str, str]:
    """What each of these rules finds, by its id."""
    return {rule: what for rule, what, _ in (*_RULES, _OF_TOOLS)}


@cache
def _in_any_case(pattern: str) -> str:
    """The pattern with any white space, and what begins a line of a comment or a quotation, where it has a space."""
    parts: list[str] = []
    inside = escaped = False
    for char in pattern:
        parts.append(_SPACE if char == " " and not inside and not escaped else char)
        if not escaped and char in "[]":
            inside = char == "["
        escaped = char == "\\" and not escaped
    return "(?im)" + "".join(parts)


_SPACE = r"[ \t\r\n>#*/]{1,8}"
