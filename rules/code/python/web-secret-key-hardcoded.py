import os
import secrets

from flask import Flask

app = Flask(__name__)
# ruleid: python.web-secret-key-hardcoded
app.secret_key = "development-key"
# ruleid: python.web-secret-key-hardcoded
app.config["SECRET_KEY"] = b"another fixed key"
# ruleid: python.web-secret-key-hardcoded
app.config.update(DEBUG=False, SECRET_KEY="a third fixed key")
# ruleid: python.web-secret-key-hardcoded
SECRET_KEY = "django-insecure-x1"
# ok: python.web-secret-key-hardcoded
app.secret_key = os.environ["SECRET_KEY"]
# ok: python.web-secret-key-hardcoded
app.config["SECRET_KEY"] = secrets.token_hex(32)
# ok: python.web-secret-key-hardcoded
app.config["SESSION_COOKIE_NAME"] = "my-session"
# ok: python.web-secret-key-hardcoded
SECRET_KEY = ""
