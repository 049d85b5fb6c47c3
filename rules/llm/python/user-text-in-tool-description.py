from langchain_core.tools import Tool
from openai import OpenAI

client = OpenAI()


def ask(question, user_query, find):
    # ruleid: llm.python.user-text-in-tool-description
    first = Tool(name="find", func=find, description="Finds " + user_query)
    described = f"Looks up {question}"
    # ruleid: llm.python.user-text-in-tool-description
    second = [{"type": "function", "function": {"name": "find", "description": described}}]
    # ruleid: llm.python.user-text-in-tool-description
    third = {"name": "find", "description": user_query, "input_schema": {}}
    # ok: llm.python.user-text-in-tool-description
    fourth = Tool(name="find", func=find, description="Finds a record by its number.")
    # ok: llm.python.user-text-in-tool-description
    fifth = [{"type": "function", "function": {"name": "find", "description": "Finds a record."}}]
    # ok: llm.python.user-text-in-tool-description
    sixth = client.responses.create(model="m", input=question, max_output_tokens=9)
    return first, second, third, fourth, fifth, sixth


def described(client, page_text):
    # ruleid: llm.python.user-text-in-tool-description
    tool = {"name": "lookup", "description": "Looks up: " + page_text, "input_schema": {"type": "object"}}
    return client.messages.create(model="claude", max_tokens=100, tools=[tool], messages=[])
