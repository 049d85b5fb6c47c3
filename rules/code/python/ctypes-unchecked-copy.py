import ctypes

libc = ctypes.CDLL("libc.so.6")


def copy(data, size):
    buffer = ctypes.create_string_buffer(16)
    # ruleid: python.ctypes-unchecked-copy
    ctypes.memmove(buffer, data, len(data))
    # ruleid: python.ctypes-unchecked-copy
    libc.strcpy(buffer, data)
    # ruleid: python.ctypes-unchecked-copy
    text = ctypes.string_at(buffer, size)
    # ok: python.ctypes-unchecked-copy
    ctypes.memmove(buffer, data, min(len(data), ctypes.sizeof(buffer)))
    # ok: python.ctypes-unchecked-copy
    ctypes.memset(buffer, 0, ctypes.sizeof(buffer))
    # ok: python.ctypes-unchecked-copy
    number = libc.getpid()
    return text, number
