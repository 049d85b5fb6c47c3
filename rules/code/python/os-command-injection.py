import os
import shlex
import subprocess
import sys

from flask import Flask, request

app = Flask(__name__)
TOOLS = {"disk": "df -h", "memory": "free -m"}


@app.route("/ping")
def ping():
    host = request.args.get("host")
    # ruleid: python.os-command-injection
    os.system("ping -c 1 " + host)
    # ruleid: python.os-command-injection
    subprocess.run(f"ping -c 1 {host}", shell=True)
    # ruleid: python.os-command-injection
    output = subprocess.check_output("ping -c 1 %s" % host, shell=True)
    # ruleid: python.os-command-injection
    subprocess.Popen(["sh", "-c", "ping -c 1 " + host])
    # ok: python.os-command-injection
    subprocess.run(["ping", "-c", "1", "--", host], check=True)
    # ok: python.os-command-injection
    subprocess.run("ping -c 1 " + shlex.quote(host), shell=True)
    return output


@app.post("/tools/<tool>")
def run_tool(tool):
    # ruleid: python.os-command-injection
    os.popen(tool)
    # ok: python.os-command-injection
    os.popen(TOOLS[tool])
    if tool not in TOOLS:
        return "unknown", 404
    # ok: python.os-command-injection
    os.popen(f"systemctl status {tool}")


@app.post("/kill/<int:pid>")
def kill(pid):
    # ok: python.os-command-injection
    os.system(f"kill {pid}")


def main():
    # ruleid: python.os-command-injection
    os.system("ls " + sys.argv[1])
    name = input("File: ")
    # ruleid: python.os-command-injection
    subprocess.call("cat " + name, shell=True)
    # ok: python.os-command-injection
    subprocess.call(["cat", name])


def fixed():
    # ok: python.os-command-injection
    os.system("ls -l /var/log")


async def asked(req: Request, r: Request, target: Target):
    body = await req.json()
    # ruleid: python.os-command-injection
    subprocess.run(body["command"], shell=True)
    form = await r.form()
    # ruleid: python.os-command-injection
    os.system("ping " + form["host"])
    # ruleid: python.os-command-injection
    os.system("ping " + r.query_params["host"])
    # ok: python.os-command-injection
    os.system("ping " + str(int(form["port"])))
    # ok: python.os-command-injection
    os.system("ping " + target.headers)
    # ok: python.os-command-injection
    subprocess.run(["ping", "-c", "1", "localhost"])


async def answered(req):
    # ruleid: python.os-command-injection
    os.system("ping " + (await req.body()).decode())
