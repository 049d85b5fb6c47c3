from litellm import completion
from openai import OpenAI

client = OpenAI()


def ask(text, options):
    # ruleid: llm.python.no-token-limit
    first = client.chat.completions.create(model="gpt-5", messages=[])
    # ruleid: llm.python.no-token-limit
    second = client.responses.create(model="gpt-5", input=text)
    # ruleid: llm.python.no-token-limit
    third = completion(model="gpt-5", messages=[])
    # ok: llm.python.no-token-limit
    fourth = client.responses.create(model="gpt-5", input=text, max_output_tokens=1000)
    # ok: llm.python.no-token-limit
    fifth = client.chat.completions.create(model="gpt-5", messages=[], max_completion_tokens=1000)
    # ok: llm.python.no-token-limit
    sixth = client.chat.completions.create(**options)
    return first, second, third, fourth, fifth, sixth
