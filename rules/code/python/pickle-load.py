import json
import pickle

import dill


def restore(path, blob):
    with open(path, "rb") as file:
        # ruleid: python.pickle-load
        first = pickle.load(file)
    # ruleid: python.pickle-load
    second = pickle.loads(blob)
    # ruleid: python.pickle-load
    third = dill.loads(blob)
    # ok: python.pickle-load
    fourth = json.loads(blob)
    # ok: python.pickle-load
    fifth = pickle.loads(pickle.dumps([1, 2]))
    copied = pickle.dumps(first)
    # ok: python.pickle-load
    sixth = pickle.loads(copied)
    return second, third, fourth, fifth, sixth
