import gzip
import zlib

from flask import request


def receive():
    # ruleid: python.decompression-of-request
    first = zlib.decompress(request.data)
    body = request.get_data()
    # ruleid: python.decompression-of-request
    second = gzip.decompress(body)
    # ruleid: python.decompression-of-request
    third = zlib.decompress(request.files["f"].read())
    return first, second, third


def receive_safely():
    # ok: python.decompression-of-request
    first = zlib.decompressobj().decompress(request.data, 1_000_000)
    # ok: python.decompression-of-request
    second = zlib.decompress(open("own.bin", "rb").read())
    # ok: python.decompression-of-request
    third = gzip.compress(request.data)
    return first, second, third
