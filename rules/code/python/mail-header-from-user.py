import smtplib
from email.message import EmailMessage

from flask import request


def contact(server):
    message = EmailMessage()
    # ruleid: python.mail-header-from-user
    message["Subject"] = request.form["subject"]
    # ruleid: python.mail-header-from-user
    message["Reply-To"] = "<" + request.form["mail"] + ">"
    # ruleid: python.mail-header-from-user
    server.sendmail("me@example.org", request.form["to"], "text")
    # ok: python.mail-header-from-user
    message["X-Topic"] = "contact"
    # ok: python.mail-header-from-user
    message["To"] = "me@example.org"
    # ok: python.mail-header-from-user
    server.sendmail("me@example.org", "me@example.org", request.form["text"])


def checked(server, known):
    to = request.form["to"]
    if to not in known:
        raise ValueError(to)
    # ok: python.mail-header-from-user
    server.sendmail("me@example.org", to, "text")
