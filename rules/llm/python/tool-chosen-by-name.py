import json

from openai import OpenAI

client = OpenAI()
TOOLS = {"weather": weather}


def run(task):
    message = client.chat.completions.create(model="gpt-5", messages=[]).choices[0].message
    for call in message.tool_calls:
        arguments = json.loads(call.function.arguments)
        # ruleid: llm.python.tool-chosen-by-name
        globals()[call.function.name](**arguments)
        # ruleid: llm.python.tool-chosen-by-name
        getattr(tools, call.function.name)(**arguments)
        name = arguments["name"]
        # ruleid: llm.python.tool-chosen-by-name
        module = __import__(name)
        # ok: llm.python.tool-chosen-by-name
        TOOLS[call.function.name](**arguments)
        if call.function.name in TOOLS:
            # ok: llm.python.tool-chosen-by-name
            getattr(tools, "weather")(**arguments)
        # ok: llm.python.tool-chosen-by-name
        content = getattr(message, "content", None)
    return module, content
