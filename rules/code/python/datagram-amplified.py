import socket


def echo(sock: socket.socket):
    while True:
        data, sender = sock.recvfrom(512)
        # ruleid: python.datagram-amplified
        sock.sendto(data * 100, sender)


def filler(sock: socket.socket):
    data, sender = sock.recvfrom(512)
    # ruleid: python.datagram-amplified
    sock.sendto(b"x" * 65000, sender)
    answer = data * 50
    # ruleid: python.datagram-amplified
    sock.sendto(answer, sender)


def repeated(sock: socket.socket):
    data, sender = sock.recvfrom(512)
    for _ in range(100):
        # ruleid: python.datagram-amplified
        sock.sendto(data, sender)


def fair(sock: socket.socket, known, peer):
    data, sender = sock.recvfrom(512)
    # ok: python.datagram-amplified
    sock.sendto(data, sender)
    # ok: python.datagram-amplified
    sock.sendto(b"pong", sender)
    # ok: python.datagram-amplified
    sock.sendto(data * 100, peer)
