from urllib.parse import quote

from flask import Flask, make_response, request

app = Flask(__name__)


@app.route("/download")
def download():
    name = request.args["name"]
    response = make_response("data")
    # ruleid: python.header-injection
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    # ruleid: python.header-injection
    response.headers["X-Name"] = request.args["name"]
    # ruleid: python.header-injection
    response.headers.add("X-Name", name)
    # ok: python.header-injection
    response.headers["X-Name"] = quote(name)
    # ok: python.header-injection
    response.headers["X-Name"] = name.replace("\n", "").replace("\r", "")
    # ok: python.header-injection
    response.headers["Content-Type"] = "text/plain"
    # ok: python.header-injection
    response.headers["Content-Length"] = request.headers["Content-Length"]
    cache = {}
    # ok: python.header-injection
    cache["name"] = name
    return response


def mail(request, smtp):
    subject = request.POST["subject"]
    # ruleid: python.header-injection
    smtp.sendmail("a@example.com", "b@example.com", "Subject: " + subject + "\n\nHello")
    # ok: python.header-injection
    smtp.sendmail("a@example.com", "b@example.com", "Subject: news\n\nHello")
