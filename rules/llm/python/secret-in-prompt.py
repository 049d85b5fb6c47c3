import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])


def ask(question, settings):
    # ruleid: llm.python.secret-in-prompt
    first = [{"role": "system", "content": "The key is " + os.environ["BILLING_API_KEY"]}]
    password = os.getenv("DB_PASSWORD")
    # ruleid: llm.python.secret-in-prompt
    second = [{"role": "user", "content": f"Connect with {password} and say {question}"}]
    # ruleid: llm.python.secret-in-prompt
    third = client.responses.create(model="gpt-5", input=f"Log in with {settings.api_key}")
    # ok: llm.python.secret-in-prompt
    fourth = [{"role": "system", "content": "Use the billing tool."}, {"role": "user", "content": question}]
    # ok: llm.python.secret-in-prompt
    fifth = client.responses.create(model=os.environ["MODEL_NAME"], input=question)
    # ok: llm.python.secret-in-prompt
    sixth = [{"role": "user", "content": os.environ.get("GREETING", "Hello")}]
    return first, second, third, fourth, fifth, sixth
