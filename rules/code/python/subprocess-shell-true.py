import os
import subprocess


def run(command, script):
    # ruleid: python.subprocess-shell-true
    subprocess.run(command, shell=True)
    # ruleid: python.subprocess-shell-true
    os.system(command)
    # ruleid: python.subprocess-shell-true
    subprocess.Popen(script, stdout=subprocess.PIPE, shell=True)
    # ok: python.subprocess-shell-true
    subprocess.run(command)
    # ok: python.subprocess-shell-true
    subprocess.run("ls -l", shell=True)
    # ok: python.subprocess-shell-true
    subprocess.run([command, "-l"])


def constant():
    command = "df -h"
    # ok: python.subprocess-shell-true
    os.system(command)
