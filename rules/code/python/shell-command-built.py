import os
import shlex
import subprocess

FLAGS = "-xf"


def unpack(path):
    # ruleid: python.shell-command-built
    subprocess.run(f"tar xf {path}", shell=True)
    # ruleid: python.shell-command-built
    os.system("tar xf %s" % path)
    command = "tar xf " + path
    # ruleid: python.shell-command-built
    subprocess.check_call(command, shell=True)
    # ruleid: python.shell-command-built
    subprocess.call(" ".join(["tar", "xf", path]), shell=True)
    # ruleid: python.shell-command-built
    ssh.exec_command("tar xf " + path)
    line = "tar xf {}".format(path)
    # ruleid: python.shell-command-built
    subprocess.check_output(["bash", "-c", line])
    # ruleid: python.shell-command-built
    arguments = ["/bin/sh", "-c", "tar xf " + path]
    subprocess.run(arguments)
    # ok: python.shell-command-built
    subprocess.run(["bash", "-c", "tar xf a.tar"])
    # ok: python.shell-command-built
    subprocess.run(["bash", "-c", 'tar xf "$1"', "bash", "a-" + path])
    # ok: python.shell-command-built
    subprocess.run(["tar", "xf", path], check=True)
    # ok: python.shell-command-built
    subprocess.run(f"tar xf {shlex.quote(path)}", shell=True)
    quoted = shlex.quote(path)
    # ok: python.shell-command-built
    os.system(f"tar xf {quoted}")
    # ok: python.shell-command-built
    subprocess.run(shlex.join(["tar", "xf", path]), shell=True)


def constants():
    # ok: python.shell-command-built
    os.system(f"tar {FLAGS} a.tar")
    directory = "/srv/data"
    # ok: python.shell-command-built
    os.system("ls " + directory)


def whole_command(command):
    # ok: python.shell-command-built
    subprocess.run(command, shell=True)


def numbered(pid):
    # ok: python.shell-command-built
    os.system(f"kill -9 {int(pid)}")
