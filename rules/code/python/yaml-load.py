import yaml
from ruamel.yaml import YAML


def settings(text):
    # ruleid: python.yaml-load
    first = yaml.load(text)
    # ruleid: python.yaml-load
    second = yaml.load(text, Loader=yaml.Loader)
    # ruleid: python.yaml-load
    third = yaml.unsafe_load(open("settings.yaml"))
    # ok: python.yaml-load
    fourth = yaml.safe_load(text)
    # ok: python.yaml-load
    fifth = yaml.load(text, Loader=yaml.SafeLoader)
    # ok: python.yaml-load
    sixth = yaml.load(text, Loader=yaml.CSafeLoader)
    return first, second, third, fourth, fifth, sixth


def round_trip(text):
    yaml = YAML()
    # ok: python.yaml-load
    return yaml.load(text)
