import json
import sqlite3

from langchain_openai import ChatOpenAI
from openai import OpenAI

client = OpenAI()
llm = ChatOpenAI()
cur = sqlite3.connect("shop.db").cursor()


def answer(question):
    sql = client.chat.completions.create(model="gpt-5", messages=[]).choices[0].message.content
    # ruleid: llm.python.output-to-sql
    cur.execute(sql)
    # ruleid: llm.python.output-to-sql
    cur.execute("SELECT * FROM items WHERE " + llm.invoke(question).content)
    # ruleid: llm.python.output-to-sql
    cur.executescript(f"{sql};")
    data = json.loads(sql)
    # ok: llm.python.output-to-sql
    cur.execute("SELECT name FROM items WHERE id = ?", (data["id"],))
    # ok: llm.python.output-to-sql
    cur.execute("SELECT name FROM items LIMIT %d" % int(data["limit"]))
    # ok: llm.python.output-to-sql
    cur.execute("INSERT INTO answers (text) VALUES (?)", [sql])
