"""What is decided about one call of a hook: every piece is checked, and the whole gets one ruling.

Three things are done beside looking at the findings. Where a host replaces a tool's output, the output is masked and
goes on instead of being stopped. A person may let a prompt through with a first line
``answerable: override -- reason``. And what could not be checked counts as the policy's `guard.fail` says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from answerable.findings.decision import Decision, strictest
from answerable.guard.check import Guard
from answerable.guard.hosts.model import Event, Host, Moment, Piece, Place, Ruling
from answerable.guard.hosts.shown import base
from answerable.guard.model import Check, Found, Kind
from answerable.guard.placeholders import PlaceholderMap
from answerable.guard.recognise import without_inner
from answerable.text.frozen import dataclass, replace
from answerable.text.later import compiled_later
from answerable.text.lines import LineIndex
from answerable.text.spans import Span

_OVERRIDE = compiled_later(r"\s*answerable:[ \t]*override[ \t]*--[ \t]*([^\s][^\r\n]*)(?:\r\n|\n|\r|\Z)")
OVERRIDE_HINT = "To send it all the same, begin the prompt with the line `answerable: override -- REASON`; it is kept."
_CONTINUED = compiled_later(r"\\\r?\n")
"""Where a shell goes on with the same line."""
_ANSWERS = compiled_later(
    r"\banswerable(?:\.exe)?['\"]?\s+(?:review\s+(?:sign|reject)\b|gate\b[^\n;&|]*--override\b|hooks\s+uninstall\b)"
    r"|\bANSWERABLE_OVERRIDE="
)
"""Commands by which a person answers for code. An agent that runs them would sign its own work."""
_WITHHELD = "[Answerable withheld this: it could not be checked.]"
_NOT_YOURS = (
    "Answerable: signing, overriding and taking out the hooks is for a person, who answers for it. "
    "Ask them to run it in a terminal of theirs."
)
_CONFIGURES = compiled_later(
    r"(?i)(?:^|/)(?:\.[\w-]+/(?:.*/)?[^/]+\.(?:jsonc?|toml|ya?ml|md)|[^/]*(?:mcp|claude|opencode|crush|aider)[^/]*\.\w+"
    r"|(?:answerable\.toml|hooks\.json|package\.json|\.?devcontainer\.json|[^/]+\.code-workspace)"
    r"|(?:agents|commands|skills)/(?:.*/)?[^/]+\.md|[^/]+\.(?:agent|chatmode|prompt)\.md)$"
)
"""Paths that may be those of `detect.agents.kinds`, which takes 40 ms to ask."""
_STARTS = compiled_later(
    r"\b(?:claude|codex|gemini|qwen|copilot|cursor-agent|opencode|amp|droid|goose)\b[^\n]{0,400}\s--?\w"
)
"""Commands that may start another agent, with an option."""
_OURS = " guard hook --host "
_LONGEST_REASON = 1000
_NAMED = 400
"""Code points of a value that is one by its name, at most."""
_NAMES_SECRETS = compiled_later(
    r"(?i)pass|pwd|secret|token|key|auth|cred|private|cookie|session|dsn|conn|signature|pin$"
)
_QUOTABLE = compiled_later(r'[^"\\\r\n]+')
_QUOTES = compiled_later(r'["\\\r\n]')
_LONGEST_NAME = 4096
_SHOWN = 4000
"""A redacted prompt longer than this many code points is not repeated in the answer."""
_NAMES = {
    Kind.SECRET: ("a credential", "credentials"),
    Kind.CONFIDENTIAL: ("a confidential term", "confidential terms"),
    Kind.PII: ("personal data", "personal data"),
    Kind.HIDDEN: ("hidden text or orders to the model", "hidden texts or orders to the model"),
    Kind.PERMISSION: ("more rights for an agent", "more rights for an agent"),
}
_PLACES = {
    Moment.PROMPT: "this prompt",
    Moment.READ: "a file that was about to be read",
    Moment.TOOL_INPUT: "what a tool was about to be given",
    Moment.TOOL_OUTPUT: "what a tool gave back",
    Moment.WROTE: "what a tool wrote or gave back",
}
_ATTACHED = "what is attached to this prompt"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A ruling, and what it was made of."""

    ruling: Ruling
    checks: tuple[tuple[Piece, Check], ...] = ()
    """What was said of each piece."""
    override: str | None = None
    """The reason for which a person let it through."""

    @property
    def findings(self) -> tuple[Found, ...]:
        """Of all pieces."""
        return tuple(found for _, check in self.checks for found in check.findings)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that goes along and could not be looked at. `reason` is for a person."""

    path: str
    reason: str


Inside = Callable[[str], str]
"""How the policy names a file that the host names so."""
Now = Callable[[str], str | None]
"""What a file holds that the host names so; None for one that is not there or cannot be read."""


def rule(
    event: Event,
    host: Host,
    guard: Guard,
    session: Callable[[], PlaceholderMap],
    files: Sequence[Piece | Unread] = (),
    inside: Inside = lambda path: path,
    really: Inside = lambda path: path,
    now: Now = lambda path: None,
) -> Outcome:
    """The ruling. `files` are what `event.files` hold; `session` gives the placeholders of the event's conversation and
    is asked only where something is masked. `really` is where a name leads to, through links, and says no more than
    whether it may be read. `now` is asked where an agent writes a file that says what agents may do."""
    refused = [path for path in _paths(event) if not (guard.readable(inside(path)) and guard.readable(really(path)))]
    if guard.settings.unreadable:
        refused += _refused_names(event, guard, inside, really)
    if refused and event.moment is not Moment.WROTE:
        names = ", ".join(base(guard, path) for path in refused[:3]) + (" and others" if len(refused) > 3 else "")
        reason = f"Answerable: the policy has `guard.unreadable` for a file that an agent was about to use: {names}."
        return Outcome(Ruling(Decision.BLOCK, reason))
    if event.moment is Moment.TOOL_INPUT and any(
        _ANSWERS.search(_CONTINUED.sub(" ", piece.text)) for piece in event.pieces
    ):
        return Outcome(Ruling(Decision.BLOCK, _NOT_YOURS))
    unread = [each for each in files if isinstance(each, Unread)]
    if host.masks_output and event.moment is Moment.READ:
        # What it holds is masked once it was read; stopping the tool here would take the whole file from the model.
        unread, files = [], ()
    masks = withholds(event, host)
    pieces = (*event.pieces, *(each for each in files if isinstance(each, Piece)))
    checks = tuple((piece, _check(piece, guard, event, inside)) for piece in pieces)
    edits = tuple(_edits(event, inside, now))
    if event.moment is Moment.TOOL_INPUT and any(_OURS in before and _OURS not in after for _, before, after in edits):
        return Outcome(Ruling(Decision.BLOCK, _NOT_YOURS))
    checks += tuple(_rights(event, edits, guard, inside))
    missing = [*(each.reason for each in unread), *_skipped(check for _, check in checks)]
    decision = strictest([check.decision for _, check in checks])
    reason = ""
    if decision is not Decision.ALLOW:
        reason = _told(event, checks, guard)
    if missing:
        closed = guard.settings.fail_closed and Decision.BLOCK in guard.settings.kinds.values()
        decision = Decision.BLOCK if closed else strictest([decision, Decision.WARN])
        reason = " ".join(filter(None, (reason, f"Not everything could be checked: {'; '.join(missing)}.")))
    if decision is not Decision.ALLOW and event.moment is Moment.PROMPT and not host.stops_prompts:
        # The person learns what has left, and not how to send what was sent.
        went = "It was sent: hooks cannot stop a prompt here. Take back what must not be known, a credential above all."
        return Outcome(Ruling(Decision.WARN, f"{reason} {went}"), checks)
    if decision is Decision.BLOCK and event.moment is Moment.PROMPT:
        given = _OVERRIDE.match(event.pieces[0].text) if event.pieces else None
        if given is not None:
            override = _reason_to_keep(event.pieces[0].text, guard, event)
            return Outcome(Ruling(Decision.WARN, f"{reason} It was sent because of an override."), checks, override)
        reason = _with_redacted(reason, event, guard, session, checks)
    masked: dict[Place, str] | None = None
    if masks and decision is not Decision.ALLOW and not missing:
        masked = _masked(checks, guard, event, session, inside)
        decision, reason = Decision.WARN, f"{reason} The model sees placeholders in their place."
    if masks and missing and decision is Decision.BLOCK:
        return Outcome(withheld(event, reason.strip()), checks)
    return Outcome(Ruling(decision, reason.strip(), masked), checks)


def withholds(event: Event, host: Host) -> bool:
    """Whether something may be put in the place of the event's texts before the model has seen them."""
    return host.masks_output and event.moment in (Moment.TOOL_OUTPUT, Moment.WROTE) and bool(event.pieces)


def withheld(event: Event, reason: str) -> Ruling:
    """The ruling on a tool's output that could not be checked: the tool has run, and to say no would come too late."""
    told = f"{reason} The model sees a note in the place of what the tool gave back."
    return Ruling(Decision.WARN, told, dict.fromkeys((piece.place for piece in event.pieces), _WITHHELD))


def _reason_to_keep(prompt: str, guard: Guard, event: Event) -> str:
    """The reason of an override as it may be written down: people put into it what they mean to let through."""
    given = _OVERRIDE.match(guard.redact(prompt, PlaceholderMap(), host=event.host).text)
    return given[1].strip()[:_LONGEST_REASON] if given is not None else "(not fit to be kept)"


def _paths(event: Event) -> Iterable[str]:
    return (*event.files, *(piece.path for piece in event.pieces if piece.path is not None))


def _refused_names(event: Event, guard: Guard, inside: Inside, really: Inside) -> Iterator[str]:
    """The files and whole directories named in a command or a prompt that no agent may read."""
    from answerable.guard.hosts.named_files import named_files

    for name in named_files(event):
        if not all(guard.readable(path) for one in (inside(name), really(name)) for path in (one, f"{one}/_")):
            yield name


def _check(piece: Piece, guard: Guard, event: Event, inside: Inside) -> Check:
    """What there is in a piece, and what its name makes of it: ``{"password": …}`` in a tool's input."""

    def check(text: str) -> Check:
        path = inside(piece.path) if piece.path else None
        return guard.check(text, path=path, host=event.host, reading=_reads(event))

    plain = check(piece.text)
    if (
        len(piece.text) > _NAMED
        or not _NAMES_SECRETS.search(piece.name[:_NAMED])
        or not _QUOTABLE.fullmatch(piece.text)
    ):
        return plain
    before = f'"{_QUOTES.sub("", piece.name[:_NAMED])}": "'
    named = check(f'{before}{piece.text}"\n')
    own = Span(len(before), len(before) + len(piece.text))
    found = (
        replace(each, span=Span(each.span.start - own.start, each.span.end - own.start))
        for each in named.findings
        if own.contains(each.span)
    )
    findings = without_inner((*plain.findings, *found))
    return Check(strictest([each.decision for each in findings]), tuple(findings), plain.skipped)


def _edits(event: Event, inside: Inside, now: Now) -> Iterator[tuple[str, str, str]]:
    """Path, text before and text after, of the files that say what an agent may do."""
    for edit in event.edits:
        # No file has a longer name.
        if len(edit.path) < _LONGEST_NAME and _CONFIGURES.search(inside(edit.path)):
            there = now(edit.path) or ""
            if event.moment is Moment.WROTE:
                yield edit.path, edit.undone(there), there
            else:
                yield edit.path, there, edit.applied(there)


def _rights(
    event: Event, edits: Iterable[tuple[str, str, str]], guard: Guard, inside: Inside
) -> Iterator[tuple[Piece, Check]]:
    """What the agent is about to allow itself or another agent."""
    for path, before, after in edits:
        yield Piece(("edit",), after, path), guard.gained(before, after, path=inside(path), host=event.host)
    for piece in event.pieces if event.moment is Moment.TOOL_INPUT else ():
        if piece.path is None and _STARTS.search(piece.text):
            yield piece, guard.started(piece.text, host=event.host)


def _reads(event: Event) -> bool | None:
    """Whether a model is about to read it, path or not: a page from the web has none (see `Guard.check`)."""
    return True if event.moment in (Moment.READ, Moment.TOOL_OUTPUT, Moment.WROTE) else None


def _skipped(checks: Iterable[Check]) -> list[str]:
    return [f"{each.detector}: {each.reason}" for check in checks for each in check.skipped if each.failure]


def _told(event: Event, checks: Sequence[tuple[Piece, Check]], guard: Guard) -> str:
    """`Answerable: this prompt holds a credential (AWS_KEY on line 3).`; of a file, `on line 3 of NAME`."""
    counts: Counter[Kind] = Counter()
    places: list[str] = []
    attached = event.moment is Moment.PROMPT
    for piece, check in checks:
        lines = LineIndex(piece.text)
        own = [found for found in check.findings if found.decision is not Decision.ALLOW]
        of = f" of {base(guard, piece.path)}" if piece.path and own else ""
        attached = attached and bool(of or not own)
        for found in own:
            counts[found.kind] += 1
            places.append(f"{found.label} on line {lines.line_at(found.span.start) + 1}{of}")
    what = " and ".join(_NAMES[kind][counts[kind] > 1] for kind in Kind if counts[kind])
    shown = ", ".join(places[:8]) + (f" and {len(places) - 8} more" if len(places) > 8 else "")
    where = _ATTACHED if attached else _PLACES.get(event.moment, "this")
    rights = {found.message: None for _, check in checks for found in check.findings if found.kind is Kind.PERMISSION}
    return " ".join((f"Answerable: {where} holds {what} ({shown}).", *list(rights)[:3]))


def _with_redacted(
    reason: str,
    event: Event,
    guard: Guard,
    session: Callable[[], PlaceholderMap],
    checks: Sequence[tuple[Piece, Check]],
) -> str:
    """The reason, how to go on all the same, and the prompt as it may be sent."""
    sentences = [reason]
    if event.host == "claude-code":
        sentences.append("The text you typed may still be in the agent's own transcript on this machine.")
    sentences.append(OVERRIDE_HINT)
    told = " ".join(filter(None, sentences))
    for piece, check in checks[: len(event.pieces)]:
        if len(piece.text) - sum(len(found.span) for found in check.findings) > _SHOWN:
            continue
        redacted = guard.redact(piece.text, session(), host=event.host, known=None if piece.path else check)
        if redacted.replaced and redacted.check.complete and len(redacted.text) <= _SHOWN:
            told += f"\nThis version may be sent:\n\n{redacted.text}"
    return told


def _masked(
    checks: Sequence[tuple[Piece, Check]],
    guard: Guard,
    event: Event,
    session: Callable[[], PlaceholderMap],
    inside: Inside,
) -> dict[Place, str]:
    masked: dict[Place, str] = {}
    for piece, check in checks:
        if check.decision is Decision.ALLOW:
            continue
        path = inside(piece.path) if piece.path else None
        masked[piece.place] = guard.redact(
            piece.text, session(), path=path, host=event.host, reading=_reads(event), known=check
        ).text
    return masked
