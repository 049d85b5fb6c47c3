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
