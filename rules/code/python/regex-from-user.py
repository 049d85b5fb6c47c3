import re

from flask import Flask, request

app = Flask(__name__)


@app.route("/search")
def search():
    query = request.args["q"]
    # ruleid: python.regex-from-user
    first = re.search(query, TEXT)
    # ruleid: python.regex-from-user
    second = re.compile(f"^{query}$")
    # ruleid: python.regex-from-user
    third = re.findall(request.args["pattern"], TEXT)
    # ok: python.regex-from-user
    fourth = re.search(re.escape(query), TEXT)
    # ok: python.regex-from-user
    fifth = re.match(r"[a-z]+", query)
    # ok: python.regex-from-user
    sixth = query in TEXT
    return str((first, second, third, fourth, fifth, sixth))
