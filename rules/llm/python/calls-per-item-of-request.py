from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)
client = OpenAI()
MAX_ROWS = 20


@app.post("/label")
def label():
    rows = request.get_json()["rows"]
    labels = []
    # ruleid: llm.python.calls-per-item-of-request
    for row in rows:
        answer = client.responses.create(model="gpt-5", input=row, max_output_tokens=20)
        labels.append(answer.output_text)
    return {"labels": labels}


@app.post("/translate")
def translate(chain):
    # ruleid: llm.python.calls-per-item-of-request
    return {"texts": [chain.invoke(text) for text in request.json["texts"]]}


@app.post("/pictures")
def pictures():
    # ruleid: llm.python.calls-per-item-of-request
    for subject in request.form.getlist("subject"):
        client.images.generate(model="gpt-image-1", prompt=subject)
    return {}


@app.post("/some")
def some():
    labels = []
    # ok: llm.python.calls-per-item-of-request
    for row in request.get_json()["rows"][:MAX_ROWS]:
        labels.append(client.responses.create(model="gpt-5", input=row, max_output_tokens=20).output_text)
    return {"labels": labels}


@app.post("/checked")
def checked():
    rows = request.get_json()["rows"]
    if len(rows) > MAX_ROWS:
        return {"error": "too many rows"}, 413
    # ok: llm.python.calls-per-item-of-request
    for row in rows:
        client.responses.create(model="gpt-5", input=row, max_output_tokens=20)
    return {}


@app.post("/once")
def once():
    lines = []
    # ok: llm.python.calls-per-item-of-request
    for row in request.get_json()["rows"]:
        lines.append(row["text"])
    return {"answer": client.responses.create(model="gpt-5", input=lines, max_output_tokens=20).output_text}
