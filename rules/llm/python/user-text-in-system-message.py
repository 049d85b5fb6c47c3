from anthropic import Anthropic
from flask import Flask, request
from langchain_core.messages import HumanMessage, SystemMessage
from openai import OpenAI

app = Flask(__name__)
client = OpenAI()
claude = Anthropic()
SYSTEM = "You answer questions about our products."


@app.post("/ask")
def ask():
    question = request.json["question"]
    # ruleid: llm.python.user-text-in-system-message
    messages = [{"role": "system", "content": f"Answer this: {question}"}]
    # ruleid: llm.python.user-text-in-system-message
    claude.messages.create(model="claude-opus-4", max_tokens=100, system="You are " + request.json["persona"], messages=[])
    # ok: llm.python.user-text-in-system-message
    messages = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": question}]
    return client.chat.completions.create(model="gpt-5", messages=messages).choices[0].message.content


def chain(user_input, settings):
    # ruleid: llm.python.user-text-in-system-message
    first = [SystemMessage(content=f"You are a helper. The user says {user_input}")]
    # ok: llm.python.user-text-in-system-message
    second = [SystemMessage(content=SYSTEM), HumanMessage(content=user_input)]
    # ok: llm.python.user-text-in-system-message
    third = [SystemMessage(content=f"Answer in {settings.language}")]
    return first, second, third


def rag(query, store):
    docs = store.similarity_search(query)
    # ruleid: llm.python.user-text-in-system-message
    return [{"role": "system", "content": "Context: " + str(docs)}, {"role": "user", "content": query}]
