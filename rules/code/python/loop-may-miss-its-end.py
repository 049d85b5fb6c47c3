def by_two(n):
    i = 0
    # ruleid: python.loop-may-miss-its-end
    while i != n:
        i += 2


def by_fraction(limit):
    x = 0.0
    # ruleid: python.loop-may-miss-its-end
    while x != limit:
        print(x)
        x = x + 0.1


def down(n, step):
    # ruleid: python.loop-may-miss-its-end
    while n != 0:
        n -= step


def below(n):
    i = 0
    # ok: python.loop-may-miss-its-end
    while i < n:
        i += 2


def by_one(n):
    i = 0
    # ok: python.loop-may-miss-its-end
    while i != n:
        i += 1


def text(lines):
    line = ""
    # ok: python.loop-may-miss-its-end
    while line != "end":
        line = next(lines)
