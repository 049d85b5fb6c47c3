from flask import redirect
from openai import OpenAI

client = OpenAI()
PAGES = {"home": "/"}


def send(question):
    answer = client.responses.create(model="m", input=question, max_output_tokens=9).output_text
    # ruleid: llm.python.output-to-redirect
    first = redirect(answer)
    # ruleid: llm.python.output-to-redirect
    second = redirect("https://" + answer)
    chat = client.chat.completions.create(model="m", max_tokens=9, messages=[{"role": "user", "content": question}])
    # ruleid: llm.python.output-to-redirect
    third = redirect(chat.choices[0].message.content.strip())
    # ok: llm.python.output-to-redirect
    fourth = redirect(PAGES[answer])
    # ok: llm.python.output-to-redirect
    fifth = redirect("/done")
    # ok: llm.python.output-to-redirect
    sixth = redirect(PAGES.get(answer, "/"))
    return first, second, third, fourth, fifth, sixth
