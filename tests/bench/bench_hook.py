"""`answerable guard hook`: the whole process, from start to exit, beside a bare interpreter and detect-secrets' scan.

Processor time of the process and of what it starts, since other work on the machine counts little in it; what somebody
waits for is that, and the disk. Byte code is cached, as in an installed package.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import sysconfig
from pathlib import Path

import values
from answerable.detect.secrets.examples import expand
from measuring import ms, quantile, show
from repositories import GitRepository

RUNS = 15
PROSE = (
    "Please look at the order service: the handler reads the request, loads the customer and writes the invoice.\n"
    "When the queue is full it should wait and try again instead of failing at once. Keep the public functions.\n\n"
    "def handler(event, context):\n"
    "    order = load(event['id'])\n"
    "    return render(order, total=sum(line.price * line.count for line in order.lines))\n\n"
)
KEY = expand("AKIA{base32:16}", "bench").text
PASSWORD = f'the password = "{expand("{alnum:14}", "bench").text}" is not taken\n'


def _prompt(size: int, more: str = "") -> str:
    return (PROSE * (size // len(PROSE) + 1))[: size - len(more)] + more


def _seconds(command: list[str], given: bytes, environment: dict[str, str], where: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, input=given, capture_output=True, env=environment, cwd=where, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_one_call(tmp_path: Path) -> None:
    where = GitRepository.create(tmp_path / "project")
    where.commit()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("STATE", "CACHE", "DATA", "CONFIG")}
    environment["PYTHONPYCACHEPREFIX"] = str(tmp_path / "byte-code")
    scripts = Path(sysconfig.get_path("scripts"))
    prompts = {
        "nothing in it, 2 kB": _prompt(2_000),
        "an access key in it, 2 kB": _prompt(2_000, f"\nAWS_ACCESS_KEY_ID={KEY}\n"),
        "a password in it, 2 kB": _prompt(2_000, PASSWORD),
        "an address in it, 2 kB": _prompt(2_000, f"write to {values.EMAILS[0]}\n"),
        "nothing in it, 100 kB": _prompt(100_000),
        "an access key in it, 100 kB": _prompt(100_000, f"\nAWS_ACCESS_KEY_ID={KEY}\n"),
    }
    calls: dict[str, tuple[list[str], bytes]] = {"a bare interpreter": ([sys.executable, "-c", "0"], b"")}
    for name, prompt in prompts.items():
        event = {
            "session_id": "bench",
            "transcript_path": str(tmp_path / "transcript.jsonl"),
            "cwd": str(where.root),
            "hook_event_name": "UserPromptSubmit",
            "prompt": prompt,
        }
        calls[name] = ([str(scripts / "answerable"), "guard", "hook"], json.dumps(event).encode())
    # It takes one line.
    line = prompts["an access key in it, 2 kB"].replace("\n", " ")
    calls["detect-secrets scan --string, 2 kB"] = ([str(scripts / "detect-secrets"), "scan", "--string", line], b"")
    times: dict[str, list[float]] = {name: [] for name in calls}
    for run in range(RUNS + 1):
        for name, (command, given) in calls.items():
            taken = _seconds(command, given, environment, where.root)
            if run:  # the first one writes the byte code
                times[name].append(taken)
    bare = quantile(times["a bare interpreter"], 0.5)
    show(
        f"A hook's whole process, processor time, {RUNS} runs",
        ("", "median", "p95", "of a bare interpreter"),
        [
            (name, ms(quantile(taken, 0.5)), ms(quantile(taken, 0.95)), f"{quantile(taken, 0.5) / bare:.1f}x")
            for name, taken in times.items()
        ],
    )
