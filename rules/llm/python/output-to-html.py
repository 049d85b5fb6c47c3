import html

import nh3
import streamlit as st
from anthropic import Anthropic
from fastapi.responses import HTMLResponse
from flask import render_template
from markupsafe import Markup

client = Anthropic()


def page(question):
    message = client.messages.create(model="claude-opus-4", max_tokens=500, messages=[])
    text = message.content[0].text
    # ruleid: llm.python.output-to-html
    first = Markup(text)
    # ruleid: llm.python.output-to-html
    st.markdown(text, unsafe_allow_html=True)
    # ruleid: llm.python.output-to-html
    second = HTMLResponse(f"<p>{text}</p>")
    # ok: llm.python.output-to-html
    third = HTMLResponse(f"<p>{html.escape(text)}</p>")
    # ok: llm.python.output-to-html
    st.markdown(text)
    # ok: llm.python.output-to-html
    fourth = Markup(nh3.clean(text))
    # ok: llm.python.output-to-html
    fifth = render_template("answer.html", text=text)
    return first, second, third, fourth, fifth
