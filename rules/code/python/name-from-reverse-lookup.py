import socket


def allowed(ip, known):
    name = socket.gethostbyaddr(ip)[0]
    # ruleid: python.name-from-reverse-lookup
    if name.endswith(".example.org"):
        return True
    # ruleid: python.name-from-reverse-lookup
    if name in known:
        return True
    # ruleid: python.name-from-reverse-lookup
    return socket.gethostbyaddr(ip)[0] == "a.example.org"


def shown(ip, known):
    # ok: python.name-from-reverse-lookup
    name = socket.gethostbyaddr(ip)[0]
    # ok: python.name-from-reverse-lookup
    print(name)
    # ok: python.name-from-reverse-lookup
    return ip in known
