from flask import render_template_string
from jinja2 import Environment, Template
from openai import OpenAI

client = OpenAI()
PAGE = "<p>{{ answer }}</p>"


def page(question):
    answer = client.chat.completions.create(model="gpt-5", messages=[]).choices[0].message.content
    # ruleid: llm.python.output-to-template
    first = Template(answer).render()
    # ruleid: llm.python.output-to-template
    second = Environment(autoescape=True).from_string("<p>" + answer + "</p>")
    # ruleid: llm.python.output-to-template
    third = render_template_string(f"<p>{answer}</p>")
    # ok: llm.python.output-to-template
    fourth = Template(PAGE).render(answer=answer)
    # ok: llm.python.output-to-template
    fifth = render_template_string(PAGE, answer=answer)
    # ok: llm.python.output-to-template
    sixth = "<p>{}</p>".format(answer)
    return first, second, third, fourth, fifth, sixth
