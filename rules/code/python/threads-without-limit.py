import multiprocessing
import socket
import threading
from concurrent.futures import ThreadPoolExecutor


def serve(server: socket.socket, handle):
    while True:
        conn, peer = server.accept()
        # ruleid: python.threads-without-limit
        threading.Thread(target=handle, args=(conn,)).start()


def named(server, handle):
    while True:
        client, address = server.accept()
        print(address)
        # ruleid: python.threads-without-limit
        worker = threading.Thread(target=handle, args=(client, address), daemon=True)
        worker.start()


def processes(server, handle):
    while 1:
        conn, _ = server.accept()
        # ruleid: python.threads-without-limit
        multiprocessing.Process(target=handle, args=(conn,)).start()


def pooled(server, handle):
    with ThreadPoolExecutor(max_workers=16) as pool:
        while True:
            conn, _ = server.accept()
            # ok: python.threads-without-limit
            pool.submit(handle, conn)


def counted(server, handle, slots):
    while True:
        conn, _ = server.accept()
        slots.acquire()
        # ok: python.threads-without-limit
        threading.Thread(target=handle, args=(conn,)).start()


def once(server, handle):
    conn, _ = server.accept()
    # ok: python.threads-without-limit
    threading.Thread(target=handle, args=(conn,)).start()
