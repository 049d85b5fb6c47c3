import logging

from fastapi import FastAPI, HTTPException
from flask import Flask, jsonify

app = Flask(__name__)
api = FastAPI()
logger = logging.getLogger(__name__)


@app.route("/a")
def a():
    try:
        return work()
    except Exception as e:
        # ruleid: python.exception-text-to-client
        return str(e), 500


@app.route("/b")
def b():
    try:
        return work()
    except Exception as error:
        # ruleid: python.exception-text-to-client
        return jsonify({"error": str(error)}), 500


@api.get("/c")
def c():
    try:
        return work()
    except Exception as e:
        # ruleid: python.exception-text-to-client
        raise HTTPException(status_code=500, detail=str(e))


@app.route("/d")
def d():
    try:
        return work()
    except ValueError as e:
        # ok: python.exception-text-to-client
        return str(e), 400
    except Exception as e:
        # ok: python.exception-text-to-client
        logger.error("failed: %s", str(e))
        # ok: python.exception-text-to-client
        return "internal error", 500
