import os
import subprocess


def start(path):
    # ruleid: python.runs-as-root
    os.setuid(0)
    # ruleid: python.runs-as-root
    os.seteuid(0)
    # ruleid: python.runs-as-root
    os.chmod(path, 0o4755)
    # ruleid: python.runs-as-root
    subprocess.run(["sudo", "systemctl", "restart", "web"], check=True)


def drop(uid, gid, path):
    # ok: python.runs-as-root
    os.setgid(gid)
    # ok: python.runs-as-root
    os.setuid(uid)
    # ok: python.runs-as-root
    os.chmod(path, 0o755)
    # ok: python.runs-as-root
    subprocess.run(["systemctl", "status", "web"], check=True)
