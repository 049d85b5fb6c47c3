import os
import shlex
import subprocess

from litellm import completion
from mcp.server.fastmcp import FastMCP
from openai import OpenAI

client = OpenAI()
mcp = FastMCP("tools")
PROGRAMS = {"disk": "df", "memory": "free"}


def agent(task):
    response = client.responses.create(model="gpt-5", input=task)
    # ruleid: llm.python.output-to-shell
    os.system(response.output_text)
    # ruleid: llm.python.output-to-shell
    subprocess.run(shlex.split(response.output_text), check=True)
    command = completion(model="gpt-5", messages=[]).choices[0].message.content
    # ruleid: llm.python.output-to-shell
    subprocess.run(["bash", "-c", command], check=True)
    # ok: llm.python.output-to-shell
    subprocess.run(["git", "commit", "-m", command], check=True)
    # ok: llm.python.output-to-shell
    subprocess.run([PROGRAMS[command]], check=True)
    if command not in PROGRAMS:
        return
    # ok: llm.python.output-to-shell
    os.system(command)


@mcp.tool()
def shell(command: str) -> str:
    # ruleid: llm.python.output-to-shell
    return subprocess.check_output(command, shell=True, text=True)


def own():
    # ok: llm.python.output-to-shell
    os.system("ls")


def tool_blocks(response):
    for block in response.content:
        if block.type == "tool_use":
            # ruleid: llm.python.output-to-shell
            subprocess.run(block.input["command"], shell=True)
    for tool_call in response.tool_calls:
        # ruleid: llm.python.output-to-shell
        os.system(tool_call["args"]["command"])
