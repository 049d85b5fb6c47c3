import threading

lock = threading.Lock()


def twice(items):
    # ruleid: python.lock-taken-twice
    lock.acquire()
    lock.acquire()
    items.append(1)
    lock.release()


def nested(items):
    # ruleid: python.lock-taken-twice
    with lock:
        lock.acquire()
        items.append(1)


def inner(self, items):
    # ruleid: python.lock-taken-twice
    with self.lock:
        count = len(items)
        with self.lock:
            print(count)


def in_turn(items):
    # ok: python.lock-taken-twice
    lock.acquire()
    items.append(1)
    lock.release()
    lock.acquire()
    items.append(2)
    lock.release()


def one_after_the_other(items):
    with lock:
        items.append(1)
    # ok: python.lock-taken-twice
    with lock:
        items.append(2)


def two(items, other_lock):
    # ok: python.lock-taken-twice
    lock.acquire()
    other_lock.acquire()
    items.append(3)
