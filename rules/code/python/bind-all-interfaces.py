import socket
from http.server import HTTPServer

# ruleid: python.bind-all-interfaces
app.run(host="0.0.0.0", port=8000)
# ruleid: python.bind-all-interfaces
server = HTTPServer(("", 8000), Handler)
listener = socket.socket()
# ruleid: python.bind-all-interfaces
listener.bind(("0.0.0.0", 9000))
# ok: python.bind-all-interfaces
app.run(host="127.0.0.1", port=8000)
# ok: python.bind-all-interfaces
listener.bind(("127.0.0.1", 0))
# ok: python.bind-all-interfaces
local = HTTPServer(("localhost", 8000), Handler)
