import os

from fastapi import FastAPI
from flask import Flask

app = Flask(__name__)
# ruleid: python.debug-mode
app.config["DEBUG"] = True
# ruleid: python.debug-mode
api = FastAPI(debug=True)
# ruleid: python.debug-mode
DEBUG = True
ALLOWED_HOSTS = ["example.com"]

if __name__ == "__main__":
    # ruleid: python.debug-mode
    app.run(host="127.0.0.1", debug=True)
    # ok: python.debug-mode
    app.run(debug=False)
    # ok: python.debug-mode
    app.run(debug=os.environ.get("APP_DEBUG") == "1")
    # ok: python.debug-mode
    task.run(debug=True)
    # ok: python.debug-mode
    logging_options = {"debug": True}
