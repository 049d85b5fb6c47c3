import requests


def fetch(url, options):
    # ruleid: python.request-without-timeout
    first = requests.get(url)
    # ruleid: python.request-without-timeout
    second = requests.post(url, json={"a": 1})
    # ruleid: python.request-without-timeout
    third = requests.request("GET", url, headers={})
    # ok: python.request-without-timeout
    fourth = requests.get(url, timeout=10)
    # ok: python.request-without-timeout
    fifth = requests.get(url, **options)
    # ok: python.request-without-timeout
    sixth = requests.Session()
    return first, second, third, fourth, fifth, sixth
