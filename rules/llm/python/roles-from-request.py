from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)
client = OpenAI()
SYSTEM = {"role": "system", "content": "You answer questions about our products."}


@app.post("/a")
def a():
    # ruleid: llm.python.roles-from-request
    return str(client.chat.completions.create(model="gpt-5", messages=request.json["messages"]))


@app.post("/b")
def b():
    body = request.get_json()
    # ruleid: llm.python.roles-from-request
    return str(client.chat.completions.create(model="gpt-5", messages=[SYSTEM] + body["history"]))


@app.post("/c")
def c():
    # ruleid: llm.python.roles-from-request
    message = {"role": request.json["role"], "content": "hello"}
    return str(client.chat.completions.create(model="gpt-5", max_tokens=10))


@app.post("/d")
def d():
    text = request.json["text"]
    # ok: llm.python.roles-from-request
    return str(client.chat.completions.create(model="gpt-5", messages=[SYSTEM, {"role": "user", "content": text}]))


@app.post("/e")
def e():
    messages = [SYSTEM]
    for text in request.json["texts"]:
        messages.append({"role": "user", "content": text})
    # ok: llm.python.roles-from-request
    return str(client.chat.completions.create(model="gpt-5", messages=messages))


@app.post("/f")
def f():
    # ok: llm.python.roles-from-request
    return str(client.chat.completions.create(model="gpt-5", messages=validated(request.json["messages"])))
