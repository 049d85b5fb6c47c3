from langchain_ollama import ChatOllama
from openai import AsyncOpenAI, OpenAI

# ruleid: llm.python.endpoint-without-tls
first = OpenAI(base_url="http://models.example.com/v1")
# ruleid: llm.python.endpoint-without-tls
second = AsyncOpenAI(api_key=key, base_url="http://10.0.0.8:8000/v1")
# ruleid: llm.python.endpoint-without-tls
third = ChatOllama(model="llama3", base_url="http://gpu.example.com:11434")
# ok: llm.python.endpoint-without-tls
fourth = OpenAI(base_url="https://models.example.com/v1")
# ok: llm.python.endpoint-without-tls
fifth = OpenAI(base_url="http://localhost:11434/v1")
# ok: llm.python.endpoint-without-tls
sixth = OpenAI(base_url="http://vllm:8000/v1")
