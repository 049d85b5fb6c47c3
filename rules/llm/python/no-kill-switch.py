import os
import time
from pathlib import Path

from anthropic import Anthropic

client = Anthropic()


def watch(agent, tasks):
    # ruleid: llm.python.no-kill-switch
    while True:
        agent.run(tasks.next())
        time.sleep(60)


async def tend(crew, asyncio):
    # ruleid: llm.python.no-kill-switch
    while True:
        await crew.kickoff_async()
        await asyncio.sleep(300)


def answer_mail(mailbox):
    # ruleid: llm.python.no-kill-switch
    while True:
        for mail in mailbox.unread():
            reply = client.messages.create(model="claude-opus-4", max_tokens=500, messages=[mail.message()])
            mailbox.send(mail.sender, reply.content[0].text)
        time.sleep(30)


def watched(agent, tasks):
    # ok: llm.python.no-kill-switch
    while not Path("/etc/agent/stop").exists():
        agent.run(tasks.next())
        time.sleep(60)


def asked(agent, tasks, settings):
    # ok: llm.python.no-kill-switch
    while True:
        if settings.agent_enabled():
            agent.run(tasks.next())
        time.sleep(60)


def told(agent, tasks):
    # ok: llm.python.no-kill-switch
    while True:
        if os.environ.get("AGENT_STOP"):
            break
        agent.run(tasks.next())
        time.sleep(60)


def no_agent(queue):
    # ok: llm.python.no-kill-switch
    while True:
        queue.flush()
        time.sleep(60)


def conversation(agent):
    # ok: llm.python.no-kill-switch
    while True:
        print(agent.run(input("> ")))
        time.sleep(1)
