import logging

logger = logging.getLogger(__name__)


def login(name, password, api_key, user):
    # ruleid: python.secret-logged
    logger.info(f"login of {name} with {password}")
    # ruleid: python.secret-logged
    logging.debug("key %s", api_key)
    # ruleid: python.secret-logged
    print("password: " + password)
    # ruleid: python.secret-logged
    logger.warning("card {} refused".format(user.card_number))
    # ok: python.secret-logged
    logger.info("login of %r", name)
    # ok: python.secret-logged
    logger.info("password given: %s", bool(password))
    # ok: python.secret-logged
    print("Enter password")
    # ok: python.secret-logged
    logger.info("hash %s", user.password_hash)


def more(request, token, token_count, next_token, pad_token, words, settings):
    # ruleid: python.secret-logged
    logging.info(f"token={token}")
    # ruleid: python.secret-logged
    print("api key:", os.environ["OPENAI_API_KEY"])
    # ruleid: python.secret-logged
    print("key " + os.getenv("AWS_SECRET_ACCESS_KEY"))
    # ruleid: python.secret-logged
    logger.debug("deploys with %s", os.environ.get("DEPLOY_TOKEN"))
    # ruleid: python.secret-logged
    logger.info("asked with %s", request.headers["Authorization"])
    # ruleid: python.secret-logged
    logger.info(f"asked with {request.headers.get('authorization')}")
    # ruleid: python.secret-logged
    logger.info(f"login with {request.form['password']}")
    # ruleid: python.secret-logged
    print(settings["db"]["password"])
    # ok: python.secret-logged
    logger.info("%d tokens, next %s, filled with %s", token_count, next_token, pad_token)
    # ok: python.secret-logged
    print(f"next piece {token}")
    # ok: python.secret-logged
    print(os.environ["SECRET_FILE"], os.environ["HOME"])
    # ok: python.secret-logged
    logger.info("sent as %s", request.headers["Content-Type"])
    for token in words:
        # ok: python.secret-logged
        logger.debug("read %s", token)
