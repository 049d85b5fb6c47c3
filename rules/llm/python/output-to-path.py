import json
import shutil
from pathlib import Path

from mcp.server.fastmcp import FastMCP
from openai import OpenAI

client = OpenAI()
mcp = FastMCP("files")
ROOT = Path("/srv/notes").resolve()


@mcp.tool()
def read_file(path: str) -> str:
    # ruleid: llm.python.output-to-path
    return open(path).read()


@mcp.tool()
def delete(name: str) -> None:
    # ruleid: llm.python.output-to-path
    shutil.rmtree(ROOT / name)


@mcp.tool()
def read_note(name: str) -> str:
    path = (ROOT / name).resolve()
    if not path.is_relative_to(ROOT):
        raise ValueError(name)
    # ok: llm.python.output-to-path
    return path.read_text()


def run(task):
    response = client.chat.completions.create(model="gpt-5", messages=[])
    for call in response.choices[0].message.tool_calls:
        arguments = json.loads(call.function.arguments)
        # ruleid: llm.python.output-to-path
        Path(arguments["path"]).write_text(arguments["text"])
        # ok: llm.python.output-to-path
        (ROOT / Path(arguments["path"]).name).write_text(arguments["text"])
    # ok: llm.python.output-to-path
    Path("answer.txt").write_text(response.choices[0].message.content)


def from_tool_block(client):
    response = client.messages.create(model="claude", max_tokens=100, messages=[])
    for block in response.content:
        # ruleid: llm.python.output-to-path
        Path("/workspace", block.input["path"]).read_text()


@named_tool("Remove")
def remove_directory(directory: str) -> str:
    # ruleid: llm.python.output-to-path
    shutil.rmtree(directory)
    return "gone"
