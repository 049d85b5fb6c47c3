def load(path):
    # ruleid: python.catches-everything
    try:
        return open(path).read()
    except:
        return None


def total(rows):
    # ruleid: python.catches-everything
    try:
        return sum(rows)
    except BaseException:
        return 0


def name(user):
    # ruleid: python.catches-everything
    try:
        return user.name
    except:
        print("no name")
        return ""


def narrow(path):
    # ok: python.catches-everything
    try:
        return open(path).read()
    except OSError:
        return None


def again(path):
    # ok: python.catches-everything
    try:
        return open(path).read()
    except:
        path.unlink()
        raise


def rolled_back(session):
    # ok: python.catches-everything
    try:
        session.commit()
    except:
        session.rollback()
