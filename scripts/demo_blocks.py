"""The part of the demo about provenance: a pasted block, its review, a commit, the ledger, and an agent's hook."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types

from answerable.text.spans import Span
from demo_editor import Buffer, Editor, EditorProblem
from demo_screen import Screen

ANSWERABLE = [sys.executable, "-m", "answerable"]
REVIEWER = ("Ann Example", "ann@example.com")
REPORT = "report.py"
BEGUN = '"""Reports for the shop."""\n\nfrom collections import Counter\n'
PASTED = '''

def busiest_customers(orders, most=10):
    """The customers with the most orders, and how many they have."""
    counts = Counter(order["customer"] for order in orders)
    lines = []
    for customer, number in counts.most_common(most):
        lines.append(f"{customer:<30} {number:>6}")
    return "\\n".join(lines)


def revenue_by_month(orders):
    """Adds up what was ordered in each month."""
    months = {}
    for order in orders:
        month = order["day"].strftime("%Y-%m")
        months[month] = months.get(month, 0) + order["amount"]
    return dict(sorted(months.items()))
'''
EDITED = ("most=10", "most=5")


def is_origin(diagnostic: types.Diagnostic) -> bool:
    """Whether it is about a block's origin, which only an editor sees arrive."""
    return str(diagnostic.code).startswith("origin.")


def begin_repository(root: Path, ledger: Path) -> None:
    """Makes the example a repository of its own, with our hooks in it, and a ledger that is thrown away."""
    os.environ["ANSWERABLE_LEDGER"] = str(ledger)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        # A demo started from a git hook must not write into that hook's repository.
        del os.environ[name]
    git(root, "init", "-q")
    git(root, "config", "user.name", REVIEWER[0])
    git(root, "config", "user.email", REVIEWER[1])
    git(root, "config", "commit.gpgsign", "false")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "The shop as it was")
    run(root, "hooks", "install", "git", "--yes")


async def session_on_blocks(editor: Editor, screen: Screen, orders: Buffer) -> None:
    """The story of a block. Raises EditorProblem when something expected does not happen."""
    screen.heading("6. The paste is a block that somebody has to answer for")
    await editor.until(orders, lambda shown: any(map(is_origin, shown)), "the block")
    block = next(shown for shown in orders.diagnostics if is_origin(shown))
    screen.diagnostic(editor, orders, block)
    screen.say("above it: " + " | ".join(await editor.lenses(orders)))
    refused = await editor.command("answerable.signBlock", {"block": id_of(block), "statement": "Looks good."})
    if refused["recorded"]:
        raise EditorProblem("a block with open errors was signed without a reason")
    screen.say(f"signing it is refused: {refused['why']}")

    screen.heading("7. A better block: pasted, read, signed; then edited, and nobody has read that yet")
    report = editor.open(REPORT, BEGUN, "python")
    await editor.settled(report)
    editor.replace(report, Span(len(BEGUN), len(BEGUN)), PASTED)
    await editor.until(report, lambda shown: any(map(is_origin, shown)), "the block")
    block = report.diagnostics[0]
    screen.diagnostic(editor, report, block)
    signed = await editor.command("answerable.signBlock", {"block": id_of(block), "statement": "I read it."})
    if not signed["recorded"]:
        raise EditorProblem(f"the block could not be signed: {signed}")
    await editor.until(report, lambda shown: not shown, "the block to be answered for")
    screen.say(f"signed by {REVIEWER[0]}: no squiggle any more")
    at = report.text.index(EDITED[0])
    editor.replace(report, Span(at, at + len(EDITED[0])), EDITED[1])
    await editor.until(report, lambda shown: any(map(is_origin, shown)), "the block to be residual")
    screen.diagnostic(editor, report, report.diagnostics[0])

    screen.heading("8. The commit is stopped until somebody answers for the block as it is")
    (editor.root / REPORT).write_text(report.text, encoding="utf-8")
    editor.save(report)
    await editor.until(report, lambda shown: any(map(is_origin, shown)), "the block after saving")
    git(editor.root, "add", REPORT)
    stopped = git(editor.root, "commit", "-q", "-m", "Add reports", fails=True)
    screen.raw(stopped.stdout + stopped.stderr)
    screen.raw(run(editor.root, "review", "sign", "--yes", REPORT).stdout)
    git(editor.root, "commit", "-q", "-m", "Add reports")
    screen.say("committed; which lines came from the block is on record")


def session_on_the_ledger(root: Path, ledger: Path, screen: Screen) -> None:
    """Verifies the ledger, changes one byte of it, and verifies it again."""
    screen.heading("9. The ledger: verified; then one byte is changed")
    screen.raw(run(root, "ledger", "show").stdout)
    screen.raw(run(root, "ledger", "verify").stdout)
    segment = next(path for path in sorted(ledger.rglob("*.jsonl")) if path.stat().st_size)
    data = bytearray(segment.read_bytes())
    at = data.index(b'"confidence":0.') + len(b'"confidence":0.')
    data[at] = ord("1") if data[at] != ord("1") else ord("2")
    segment.write_bytes(data)
    found = run(root, "ledger", "verify", fails=True)
    screen.say("one digit of a confidence was changed:")
    screen.raw(found.stdout + found.stderr)


def session_on_a_hook(root: Path, screen: Screen, key: str) -> None:
    """A prompt with a key in it, as an agent hands it to its hook."""
    screen.heading("10. An agent's hook: the key does not get into the prompt")
    prompt = f"Why does the payment fail?\nI use the key {key} in test mode."
    event = {
        "session_id": "demo",
        "transcript_path": "",
        "cwd": str(root),
        "hook_event_name": "UserPromptSubmit",
        "prompt": prompt,
    }
    done = run(root, "guard", "hook", "--host", "claude-code", stdin=json.dumps(event))
    answer = json.loads(done.stdout)
    if answer.get("decision") != "block" or key in done.stdout:
        raise EditorProblem("the hook let the key through")
    screen.say(f"decision: {answer['decision']}")
    for line in answer["reason"].splitlines():
        screen.say(line)


def id_of(diagnostic: types.Diagnostic) -> str:
    data = diagnostic.data
    return str(data["block"] if isinstance(data, dict) else getattr(data, "block", None))


def git(root: Path, *arguments: str, fails: bool = False) -> subprocess.CompletedProcess[str]:
    return checked(["git", "-C", str(root), *arguments], root, fails=fails)


def run(root: Path, *arguments: str, fails: bool = False, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return checked([*ANSWERABLE, *arguments], root, fails=fails, stdin=stdin)


def checked(command: Sequence[str], root: Path, *, fails: bool, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a command that is expected to end well, or not to. Raises EditorProblem when it does otherwise."""
    done = subprocess.run(command, cwd=root, input=stdin, capture_output=True, encoding="utf-8", check=False)
    if (done.returncode != 0) is not fails:
        shown = " ".join(command[-3:])
        raise EditorProblem(f"`{shown}` ended with {done.returncode}: {(done.stderr or done.stdout).strip()}")
    return done
