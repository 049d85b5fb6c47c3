import base64
import json
import pickle

import jsonpickle
import yaml
from openai import OpenAI

client = OpenAI()


def plan(task):
    text = client.chat.completions.create(model="gpt-5", messages=[]).choices[0].message.content
    # ruleid: llm.python.output-to-deserializer
    first = yaml.load(text, Loader=yaml.Loader)
    # ruleid: llm.python.output-to-deserializer
    second = pickle.loads(base64.b64decode(text))
    # ruleid: llm.python.output-to-deserializer
    third = jsonpickle.decode(text)
    # ok: llm.python.output-to-deserializer
    fourth = yaml.safe_load(text)
    # ok: llm.python.output-to-deserializer
    fifth = json.loads(text)
    # ok: llm.python.output-to-deserializer
    sixth = pickle.loads(task.cached)
    return first, second, third, fourth, fifth, sixth
