from datetime import timedelta

from flask import Flask

app = Flask(__name__)
# ruleid: python.session-never-ends
app.permanent_session_lifetime = timedelta(days=365)
# ruleid: python.session-never-ends
app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(days=3650)
# ruleid: python.session-never-ends
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = False
# ruleid: python.session-never-ends
SESSION_COOKIE_AGE = 31536000
# ok: python.session-never-ends
app.permanent_session_lifetime = timedelta(hours=8)
# ok: python.session-never-ends
app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(days=1)
# ok: python.session-never-ends
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(minutes=15)
