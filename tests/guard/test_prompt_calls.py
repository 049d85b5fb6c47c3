"""Texts in code that go to a model, and drafts; files of prompts are in test_detector.py."""

from __future__ import annotations

import pytest

from answerable.detect.detector import Cancel
from answerable.findings.decision import Decision
from answerable.guard.check import Guard
from answerable.guard.detector import GuardDetector
from answerable.guard.model import Kind
from answerable.guard.prompt_calls import prompt_texts
from answerable.guard.settings import GuardSettings, Term
from answerable.text.snapshot import Snapshot

MAIL = "jane.roe@acme-corp.com"
SETTINGS = GuardSettings(terms=(Term(text="Project Nightjar", label="PROJECT"),))


def found(text: str, path: str, *, settings: GuardSettings = SETTINGS, **more: str) -> list[tuple[str, str]]:
    """Rules, and what they lie under."""
    snapshot = Snapshot.of(text, path, **more)
    detector = GuardDetector(Guard(settings))
    if not detector.applies(snapshot):
        return []
    return [
        (finding.rule, text[finding.span.start : finding.span.end])
        for finding in detector.scan(snapshot, Cancel()).findings
    ]


def test_a_draft_of_prose_is_a_prompt() -> None:
    told = [("pii.email", MAIL)]
    assert found(f"to {MAIL}", "Untitled-1", uri="untitled:Untitled-1", language="markdown") == told
    assert found(f"to {MAIL}", "Untitled-1", uri="untitled:Untitled-1", language="plaintext") == told
    assert found(f"x = '{MAIL}'", "Untitled-1", uri="untitled:Untitled-1", language="python") == []
    assert found(f"to {MAIL}", "notes.md", language="markdown") == []


def test_what_the_policy_allows_is_not_shown() -> None:
    allowing = GuardSettings(kinds={**GuardSettings().kinds, Kind.PII: Decision.ALLOW})
    assert found(f"Write to {MAIL}.", "AGENTS.md", settings=allowing) == []


PYTHON = f'''
from openai import OpenAI

CONTACT = "{MAIL}"
client = OpenAI()
prompt = f"Mail bob@acme-corp.com about {{subject}}"
elsewhere = "carol@acme-corp.com"

client.chat.completions.create(
    model="gpt-5",
    messages=[
        {{"role": "system", "content": "You serve Project Nightjar"}},
        {{"role": "user", "content": prompt}},
    ],
)
client.responses.create(input="write to dave@acme-corp.com")
print("erin@acme-corp.com")
'''


def test_texts_that_code_hands_to_a_model() -> None:
    assert found(PYTHON, "app.py") == [
        ("pii.email", "bob@acme-corp.com"),
        ("guard.term", "Project Nightjar"),
        ("pii.email", "dave@acme-corp.com"),
    ]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("a.py", "import anthropic\nc.messages.create(messages=[{'content': 'to §'}])"),
        ("a.py", "from google import genai\nc.models.generate_content(contents='to §')"),
        ("a.py", "import litellm\nlitellm.completion(messages=[{'content': 'to §'}])"),
        ("a.py", "from langchain_openai import ChatOpenAI\nllm.invoke('to §')"),
        ("a.py", "from langchain_core.messages import HumanMessage\nHumanMessage(content='to §')"),
        ("a.ts", "import OpenAI from 'openai';\nawait c.chat.completions.create({messages: [{content: 'to §'}]});"),
        ("a.ts", "import Anthropic from '@anthropic-ai/sdk';\nawait c.messages.create({system: `to §`});"),
        ("a.ts", "import { generateText } from 'ai';\nconst p = 'to §';\nawait generateText({ model, prompt: p });"),
        ("a.js", "import { streamText } from 'ai';\nstreamText({ messages: [{ role: 'user', content: 'to §' }] });"),
        ("a.tsx", "import { GoogleGenAI } from '@google/genai';\nawait ai.models.generateContent({contents: 'to §'});"),
    ],
)
def test_the_common_libraries_are_known(path: str, code: str) -> None:
    assert found(code.replace("§", MAIL), path) == [("pii.email", MAIL)]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("a.py", "c.messages.create(body='to §')"),
        ("a.py", "import openai\nsubprocess.call('mail §')"),
        ("a.ts", "const r = await queue.call('to §');\nimport OpenAI from 'openai';"),
        ("a.go", "// openai\nclient.messages.create('§')"),
    ],
)
def test_other_calls_of_such_names_are_not(path: str, code: str) -> None:
    assert found(code.replace("§", MAIL), path) == []


def test_a_text_that_does_not_parse_is_looked_at_as_far_as_it_does() -> None:
    broken = PYTHON + "\ndef broken(:\n"
    assert len(prompt_texts(Snapshot.of(broken, "app.py"))) >= 3
