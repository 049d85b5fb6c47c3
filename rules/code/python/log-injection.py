import logging

from flask import Flask, request

app = Flask(__name__)
logger = logging.getLogger(__name__)


@app.route("/login")
def login():
    name = request.args.get("name")
    # ruleid: python.log-injection
    logger.info("login of " + name)
    # ruleid: python.log-injection
    logging.warning(f"login of {name} failed")
    # ruleid: python.log-injection
    app.logger.error("login of %s failed" % name)
    # ok: python.log-injection
    logger.info("login of %r", name)
    # ok: python.log-injection
    logger.info("login of %s", name.replace("\r", "").replace("\n", ""))
    # ok: python.log-injection
    logger.info(f"login of {name!r}")
    # ok: python.log-injection
    logger.info("page %d", int(request.args["page"]))
    # ok: python.log-injection
    logger.info("login")
    return "ok"
