from openai import OpenAI

client = OpenAI()


def diagnose(text):
    # ruleid: llm.python.regulated-advice
    prompt = f"You are a doctor. Give a diagnosis for: {text}"
    return client.responses.create(model="m", input=prompt, max_output_tokens=9)


def sue(text):
    # ruleid: llm.python.regulated-advice
    system = "You are an experienced lawyer."
    return client.responses.create(model="m", instructions=system, input=text, max_output_tokens=9)


def invest(text):
    # ruleid: llm.python.regulated-advice
    system = "You are a financial advisor. Tell people what to buy."
    return client.responses.create(model="m", instructions=system, input=text, max_output_tokens=9)


def careful(text):
    # ok: llm.python.regulated-advice
    system = "You are a doctor's assistant. Say that this is not medical advice."
    return client.responses.create(model="m", instructions=system, input=text, max_output_tokens=9)


def cook(text):
    # ok: llm.python.regulated-advice
    system = "You are a cook."
    return client.responses.create(model="m", instructions=system, input=text, max_output_tokens=9)


def queue(text, reviewer):
    # ok: llm.python.regulated-advice
    prompt = f"You are a doctor. Draft an answer for: {text}"
    return reviewer.put(client.responses.create(model="m", input=prompt, max_output_tokens=9))
