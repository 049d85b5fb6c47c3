"""Texts in code that go to a model: the message arguments of calls to the common libraries, found by syntax tree.

openai, anthropic, google-genai, litellm, langchain and Vercel's `ai`, in Python, JavaScript and TypeScript. A name in
such an argument is followed to the plain text it was given in the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from answerable.detect.secrets.patterns import compiled
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

LANGUAGES = frozenset({"python", "javascript", "typescript", "tsx"})
# RE2: at every key the whole text is asked.
_LIBRARIES = (
    r"\b(?:openai|anthropic|genai|generativeai|litellm|langchain|llama_index)|['\"]ai['\"]|@ai-sdk/|@google/gen"
)
_CALLED = re.compile(
    rb"""(?x) (?: ^ | \. ) (?:
        (?: chat \. )? completions \. (?: create | parse | stream )
      | responses \. (?: create | parse | stream )
      | messages \. (?: create | stream | batches\.create )
      | (?: generate_content | generateContent ) (?: _stream | _async | Stream )?
      | (?: send_message | sendMessage ) (?: _stream | Stream )?
      | (?: a?completion | text_completion )
      | (?: generate | stream ) (?: Text | Object )
      | (?: a?invoke | a?stream | a?batch | a?predict | call )
      | (?: System | Human | AI | User | Chat | Developer ) Message
      | (?: Chat )? PromptTemplate (?: \. (?: from_template | from_messages | fromTemplate | fromMessages ) )?
    ) $"""
)
_LOOSE = re.compile(rb"(?:^|\.)(?:a?invoke|a?stream|a?batch|a?predict|call|send_message|sendMessage)$")
"""Names that many libraries have: they count only where langchain or Google's library is imported."""
_LOOSE_LIBRARIES = r"\b(?:langchain|genai|generativeai|llama_index)|@google/gen"
_CALLS = ("call", "call_expression", "new_expression")
_TEXTS = ("string_content", "string_fragment")
_NAMES = ("identifier", "shorthand_property_identifier")
_MOST = 2000


def prompt_texts(snapshot: Snapshot) -> tuple[Span, ...]:
    """Where literal text goes to a model, in order, in code points; each without its quotes."""
    if snapshot.language.grammar not in LANGUAGES or not compiled(_LIBRARIES).search(snapshot.utf8):
        return ()
    tree = snapshot.tree
    if tree is None:
        return ()
    loose = bool(compiled(_LOOSE_LIBRARIES).search(snapshot.utf8))
    found: set[tuple[int, int]] = set()
    wanted: set[bytes] = set()
    for call in _calls(tree.root_node, loose):
        arguments = call.child_by_field_name("arguments")
        for node in _below(arguments) if arguments is not None else ():
            if node.type in _TEXTS:
                found.add(node.byte_range)
            elif node.type in _NAMES and node.text:
                wanted.add(node.text)
    if wanted:
        found.update(_given(tree.root_node, wanted))
    return tuple(snapshot.utf8_index.span(start, end) for start, end in sorted(found)[:_MOST])


def _calls(root: Node, loose: bool) -> Iterator[Node]:
    for node in _below(root):
        if node.type not in _CALLS:
            continue
        called = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        name = called.text if called is not None else None
        # A chain of calls is long text; what is called stands at its end.
        tail = name[-120:] if name else b""
        if tail and _CALLED.search(tail) and (loose or not _LOOSE.search(tail)):
            yield node


def _given(root: Node, names: set[bytes]) -> Iterator[tuple[int, int]]:
    """The literal texts that these names are given in an assignment or a declaration."""
    for node in _below(root):
        if node.type == "assignment":
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        elif node.type == "variable_declarator":
            left, right = node.child_by_field_name("name"), node.child_by_field_name("value")
        else:
            continue
        if left is not None and right is not None and left.text in names:
            yield from (each.byte_range for each in _below(right) if each.type in _TEXTS)


def _below(node: Node) -> Iterator[Node]:
    stack = [node]
    while stack:
        here = stack.pop()
        yield here
        stack.extend(reversed(here.named_children))
