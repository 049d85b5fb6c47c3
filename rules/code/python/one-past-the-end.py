def show(items):
    # ruleid: python.one-past-the-end
    for i in range(len(items) + 1):
        print(items[i])
    # ruleid: python.one-past-the-end
    for i in range(1, len(items) + 1):
        print(items[i])
    i = 0
    # ruleid: python.one-past-the-end
    while i <= len(items):
        print(items[i])
        i += 1


def safe(items):
    # ok: python.one-past-the-end
    for i in range(len(items)):
        print(items[i])
    # ok: python.one-past-the-end
    for i in range(1, len(items) + 1):
        print(items[i - 1])
    # ok: python.one-past-the-end
    for i in range(len(items) + 1):
        print(items[:i])
