import shutil

from langchain_core.tools import tool
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("bank")


@mcp.tool()
# ruleid: llm.python.tool-acts-unasked
def pay(to: str, amount: float) -> str:
    return bank.transfer(to, amount)


@tool
# ruleid: llm.python.tool-acts-unasked
def remove(path: str) -> str:
    shutil.rmtree(path)
    return "gone"


@mcp.tool()
# ruleid: llm.python.tool-acts-unasked
def mail(to: str, body: str) -> str:
    server.sendmail("me@example.org", to, body)
    return "sent"


@mcp.tool()
# ok: llm.python.tool-acts-unasked
def pay_when_confirmed(to: str, amount: float) -> str:
    confirm(to, amount)
    return bank.transfer(to, amount)


@tool
# ok: llm.python.tool-acts-unasked
def balance() -> str:
    return bank.balance()


# ok: llm.python.tool-acts-unasked
def transfer(to, amount):
    return bank.transfer(to, amount)
