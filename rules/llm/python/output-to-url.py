import json
from urllib.parse import urlparse

import httpx
import requests
from langchain_core.tools import tool
from openai import OpenAI

client = OpenAI()


@tool
def fetch(url: str) -> str:
    """Fetches a page."""
    # ruleid: llm.python.output-to-url
    return requests.get(url, timeout=5).text


@tool
async def fetch_async(url: str) -> str:
    """Fetches a page."""
    async with httpx.AsyncClient() as http:
        # ruleid: llm.python.output-to-url
        return (await http.get(url)).text


@tool
def weather(city: str) -> str:
    """Tells the weather."""
    # ok: llm.python.output-to-url
    return requests.get(f"https://api.example.com/weather/{city}", timeout=5).text


@tool
def fetch_checked(url: str) -> str:
    """Fetches a page of ours."""
    if urlparse(url).hostname != "docs.example.com":
        raise ValueError(url)
    # ok: llm.python.output-to-url
    return requests.get(url, timeout=5).text


def run(task):
    answer = client.responses.create(model="gpt-5", input=task).output_text
    # ruleid: llm.python.output-to-url
    first = httpx.get(json.loads(answer)["url"])
    # ok: llm.python.output-to-url
    second = requests.post("https://api.example.com/answers", json={"answer": answer}, timeout=5)
    return first, second
