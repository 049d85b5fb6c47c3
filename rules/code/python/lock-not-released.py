import threading

lock = threading.Lock()


def first(work):
    # ruleid: python.lock-not-released
    lock.acquire()
    work()
    lock.release()


def second(self, work):
    # ruleid: python.lock-not-released
    self.lock.acquire()
    result = work()
    self.lock.release()
    return result


def third(mutex, items):
    # ruleid: python.lock-not-released
    mutex.acquire()
    for item in items:
        item.use()
    mutex.release()


def fourth(work):
    # ok: python.lock-not-released
    with lock:
        work()


def fifth(work):
    # ok: python.lock-not-released
    lock.acquire()
    try:
        work()
    finally:
        lock.release()


def sixth(work):
    # ok: python.lock-not-released
    lock.acquire()
    work()
