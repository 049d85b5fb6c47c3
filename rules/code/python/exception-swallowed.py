import logging


def load(path):
    # ruleid: python.exception-swallowed
    try:
        return open(path).read()
    except:
        pass


def verify(token):
    # ruleid: python.exception-swallowed
    try:
        token.verify()
    except Exception:
        pass


def all_of(items):
    for item in items:
        # ruleid: python.exception-swallowed
        try:
            item.send()
        except:
            continue


def expected(path):
    # ok: python.exception-swallowed
    try:
        return open(path).read()
    except FileNotFoundError:
        pass


def logged(path):
    # ok: python.exception-swallowed
    try:
        return open(path).read()
    except Exception:
        logging.exception("not read")


def raised(path):
    # ok: python.exception-swallowed
    try:
        return open(path).read()
    except Exception as error:
        raise RuntimeError(path) from error
