import logging
import traceback

from fastapi import HTTPException
from flask import Flask, jsonify

app = Flask(__name__)
logger = logging.getLogger(__name__)


@app.route("/a")
def a():
    try:
        return work()
    except Exception:
        # ruleid: python.stack-trace-to-client
        return traceback.format_exc(), 500


@app.route("/b")
def b():
    try:
        return work()
    except Exception:
        trace = traceback.format_exc()
        # ruleid: python.stack-trace-to-client
        return jsonify({"error": trace})


async def c():
    try:
        return work()
    except Exception:
        # ruleid: python.stack-trace-to-client
        raise HTTPException(status_code=500, detail=traceback.format_exc())


@app.route("/d")
def d():
    try:
        return work()
    except Exception:
        # ok: python.stack-trace-to-client
        logger.error(traceback.format_exc())
        # ok: python.stack-trace-to-client
        return "internal error", 500


def report():
    # ok: python.stack-trace-to-client
    return traceback.format_exc()
