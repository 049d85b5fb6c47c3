import os

import openai
from anthropic import Anthropic
from langchain_openai import ChatOpenAI
from openai import OpenAI

# ruleid: llm.python.api-key-literal
first = OpenAI(api_key="0123456789abcdef0123456789abcdef")
# ruleid: llm.python.api-key-literal
second = Anthropic(api_key="fedcba9876543210fedcba9876543210")
# ruleid: llm.python.api-key-literal
openai.api_key = "0123456789abcdef0123456789abcdef"
# ruleid: llm.python.api-key-literal
os.environ["OPENAI_API_KEY"] = "0123456789abcdef0123456789abcdef"
# ruleid: llm.python.api-key-literal
third = ChatOpenAI(model="gpt-5", openai_api_key="0123456789abcdef0123456789abcdef")
# ok: llm.python.api-key-literal
fourth = OpenAI()
# ok: llm.python.api-key-literal
fifth = OpenAI(api_key=os.environ["OPENAI_API_KEY"])
# ok: llm.python.api-key-literal
sixth = OpenAI(base_url="http://localhost:11434/v1", api_key="ollama")
# ok: llm.python.api-key-literal
seventh = OpenAI(api_key="<your key here>")
