import socketio
from flask_socketio import SocketIO
from tornado.websocket import WebSocketHandler


class Open(WebSocketHandler):
    # ruleid: python.websocket-any-origin
    def check_origin(self, origin):
        return True


# ruleid: python.websocket-any-origin
first = SocketIO(app, cors_allowed_origins="*")
# ruleid: python.websocket-any-origin
second = socketio.AsyncServer(cors_allowed_origins="*")


class Known(WebSocketHandler):
    # ok: python.websocket-any-origin
    def check_origin(self, origin):
        return origin == "https://example.org"


# ok: python.websocket-any-origin
third = SocketIO(app, cors_allowed_origins=["https://example.org"])
# ok: python.websocket-any-origin
fourth = socketio.AsyncServer()
