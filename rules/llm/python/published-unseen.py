import tweepy
from openai import OpenAI

client = OpenAI()
api = tweepy.Client()


def post(topic):
    answer = client.responses.create(model="gpt-5", input=topic, max_output_tokens=60)
    # ruleid: llm.python.published-unseen
    api.create_tweet(text=answer.output_text)


async def on_message(message, chain):
    reply = await chain.ainvoke(message.content)
    # ruleid: llm.python.published-unseen
    await message.channel.send(reply)


def answer_in_channel(slack, event):
    said = client.chat.completions.create(model="gpt-5", messages=[event], max_completion_tokens=100)
    text = said.choices[0].message.content
    # ruleid: llm.python.published-unseen
    slack.chat_postMessage(channel="#general", text=f"Answer: {text}")


def moderated(topic):
    answer = client.responses.create(model="gpt-5", input=topic, max_output_tokens=60).output_text
    if client.moderations.create(model="omni-moderation-latest", input=answer).results[0].flagged:
        return
    # ok: llm.python.published-unseen
    api.create_tweet(text=answer)


async def filtered(message, chain):
    reply = await chain.ainvoke(message.content)
    # ok: llm.python.published-unseen
    await message.channel.send(without_profanity(reply))


def fixed():
    # ok: llm.python.published-unseen
    api.create_tweet(text="We are back.")


def looked_at(slack, topic):
    draft = client.responses.create(model="gpt-5", input=topic, max_output_tokens=60).output_text
    approved_by_person(draft)
    # ok: llm.python.published-unseen
    slack.chat_postMessage(channel="#general", text=draft)
