"""The words of a command in a configuration, each with its place: `command` and `args`, a list, a text for a shell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answerable.detect.agents.node import Node
from answerable.text.spans import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One argument."""

    text: str
    span: Span


_SHELL_WORD = re.compile(r"""[^\s'"&|;()]+|"([^"]*)"|'([^']*)'|(&&|\|\||[&|;()])""")
_SHELLS = re.compile(r"(?:.*[/\\])?(?:ba|z|da|k)?sh$")
_BREAKS = frozenset({"&&", "||", "&", "|", ";", "(", ")"})
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
# Programs that run the program after them, with those of their options that take a value.
_WRAPPERS: dict[str, tuple[str, ...]] = {
    "env": ("-u", "--unset", "-C", "--chdir"),
    "sudo": ("-u", "-g"),
    "nohup": (),
    "exec": (),
    "time": (),
    "nice": ("-n",),
    "cross-env": (),
    "dotenv": ("-f", "-e"),
    "command": (),
}


def commands(server: Node) -> Iterator[tuple[Word, ...]]:
    """The commands a server's or a hook's entry runs, each as its words without what only wraps it."""
    words: list[Word] = []
    command = server.get("command")
    if command is not None:
        if isinstance(command.value, str) and server.get("args") is None and " " in command.value.strip():
            yield from shell(command)
            return
        words += _listed(command)
    arguments = server.get("args")
    if arguments is not None:
        words += _listed(arguments)
    if words:
        yield from _unwrapped(words)


def shell(node: Node) -> Iterator[tuple[Word, ...]]:
    """The commands in a text for a shell."""
    if not isinstance(node.value, str):
        return
    exact = len(node.value) == len(node.span)
    words: list[Word] = []
    for match in _SHELL_WORD.finditer(node.value):
        if match[3]:
            if words:
                yield from _unwrapped(words)
            words = []
            continue
        group = 1 if match[1] is not None else 2 if match[2] is not None else 0
        start = node.span.start + match.start(group)
        # A text with escapes in it is longer in the file than what it says: then the whole of it is the place.
        span = Span(start, start + len(match[group])) if exact else node.span
        words.append(Word(match[group], span))
    if words:
        yield from _unwrapped(words)


def name(word: Word) -> str:
    """The program's name: without directory, ending and case."""
    base = re.split(r"[/\\]", word.text)[-1].lower()
    return re.sub(r"\.(?:exe|cmd|bat|ps1)$", "", base)


def _listed(node: Node) -> list[Word]:
    if isinstance(node.value, str):
        return [Word(node.value, node.span)]
    return [Word(item.value, item.span) for item in node.items or () if isinstance(item.value, str)]


def _unwrapped(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    words = list(words)
    while words:
        program = name(words[0])
        if _ASSIGNMENT.match(words[0].text):
            words.pop(0)
        elif program in _WRAPPERS:
            options = _WRAPPERS[program]
            words.pop(0)
            while words and (words[0].text.startswith("-") or _ASSIGNMENT.match(words[0].text)):
                taken = words.pop(0)
                if taken.text in options and words:
                    words.pop(0)
        elif program == "cmd" and len(words) > 2 and words[1].text.lower() in ("/c", "/k", "/s"):
            words = words[2:]
        elif _SHELLS.match(words[0].text) and len(words) > 2 and re.fullmatch(r"-\w*c", words[1].text):
            script = words[2]
            yield from shell(Node(script.span, script.text))
            return
        else:
            yield tuple(words)
            return
