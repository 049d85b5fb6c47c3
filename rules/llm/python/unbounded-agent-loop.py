from langchain.agents import AgentExecutor
from openai import OpenAI

client = OpenAI()
LIMIT = 10


def agent(messages):
    # ruleid: llm.python.unbounded-agent-loop
    while True:
        response = client.chat.completions.create(model="gpt-5", messages=messages)
        if not response.choices[0].message.tool_calls:
            break
        messages.append(work(response))


def claude_agent(claude, messages):
    # ruleid: llm.python.unbounded-agent-loop
    while True:
        message = claude.messages.create(model="claude-opus-4", max_tokens=1000, messages=messages)
        if message.stop_reason == "end_turn":
            return message
        messages += work(message)


# ruleid: llm.python.unbounded-agent-loop
executor = AgentExecutor(agent=agent, tools=tools, max_iterations=None)
# ok: llm.python.unbounded-agent-loop
limited = AgentExecutor(agent=agent, tools=tools, max_iterations=15)


def counted(messages):
    turns = 0
    # ok: llm.python.unbounded-agent-loop
    while True:
        response = client.chat.completions.create(model="gpt-5", messages=messages)
        turns += 1
        if turns > LIMIT:
            return response


def ranged(messages):
    # ok: llm.python.unbounded-agent-loop
    for _ in range(LIMIT):
        client.chat.completions.create(model="gpt-5", messages=messages)


def conversation(messages):
    # ok: llm.python.unbounded-agent-loop
    while True:
        messages.append({"role": "user", "content": input("> ")})
        client.chat.completions.create(model="gpt-5", messages=messages)
