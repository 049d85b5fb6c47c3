import ast
import json
import re
import subprocess
import sys

from anthropic import Anthropic
from langchain_core.tools import tool
from openai import OpenAI

client = OpenAI()
claude = Anthropic()


def calculate(question):
    response = client.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": question}])
    # ruleid: llm.python.output-to-code
    exec(response.choices[0].message.content)
    code = claude.messages.create(model="claude-opus-4", max_tokens=100, messages=[]).content[0].text
    # ruleid: llm.python.output-to-code
    value = eval(code.strip().removeprefix("```python"))
    # ruleid: llm.python.output-to-code
    subprocess.run([sys.executable, "-c", code], timeout=5)
    # ok: llm.python.output-to-code
    value = ast.literal_eval(code)
    # ok: llm.python.output-to-code
    data = json.loads(response.choices[0].message.content)
    # ok: llm.python.output-to-code
    pattern = re.compile(r"```python(.*?)```").search(code)
    return value, data, pattern


@tool
def python(source: str) -> str:
    """Runs Python."""
    # ruleid: llm.python.output-to-code
    return str(eval(source))


def constants():
    # ok: llm.python.output-to-code
    return eval("1 + 1")
def ask(prompt):
    response = client.chat.completions.create(model="x")
    return response.choices[0].message.content


async def aask(prompt):
    return (await client.chat.completions.create(model="x")).choices[0].message.content


def run(task):
    code = ask("a")
    # ruleid: llm.python.output-to-code
    exec(code)


async def arun(task):
    code = await aask("a")
    # ruleid: llm.python.output-to-code
    exec(code)


class A:
    async def ask_it(self, p):
        with x:
            m = await self.client.chat.completions.create(model="x")
        return m.content[0]

    async def go(self):
        code = (await self.ask_it("x")).strip()
        # ruleid: llm.python.output-to-code
        exec(code)


def outer():
    a = A()
    # ruleid: llm.python.output-to-code
    exec(a.ask_it("x"))


def in_a_repl(llm, python_repl):
    program = llm.invoke("Write code")
    # ruleid: llm.python.output-to-code
    return python_repl.run(program)


def of_a_frame(llm, frame):
    expression = llm.invoke("An expression").content
    # ruleid: llm.python.output-to-code
    return frame.eval(expression)
