import os
import signal

import psutil
from flask import Flask, request

app = Flask(__name__)


# ruleid: python.process-ended-unowned
def stop(pid):
    os.kill(pid, signal.SIGKILL)


# ruleid: python.process-ended-unowned
def kill_process(process_id):
    os.kill(int(process_id), signal.SIGTERM)


# ruleid: python.process-ended-unowned
def end(pid: int) -> None:
    psutil.Process(pid).terminate()


@app.post("/stop")
# ruleid: python.process-ended-unowned
def stop_route():
    pid = int(request.form["pid"])
    os.kill(pid, signal.SIGKILL)
    return "stopped"


# ok: python.process-ended-unowned
def stop_own(pid, user):
    if psutil.Process(pid).username() == user:
        os.kill(pid, signal.SIGTERM)


# ok: python.process-ended-unowned
def stop_worker(pid):
    if pid in workers:
        os.kill(pid, signal.SIGTERM)


# ok: python.process-ended-unowned
def describe(pid):
    return psutil.Process(pid).name()
