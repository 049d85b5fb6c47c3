import asyncssh
import paramiko
from paramiko import AutoAddPolicy

client = paramiko.SSHClient()
# ruleid: python.ssh-host-key-unchecked
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
# ruleid: python.ssh-host-key-unchecked
client.set_missing_host_key_policy(AutoAddPolicy)
# ruleid: python.ssh-host-key-unchecked
connection = asyncssh.connect("host.example.com", known_hosts=None)
# ok: python.ssh-host-key-unchecked
client.load_system_host_keys()
# ok: python.ssh-host-key-unchecked
client.set_missing_host_key_policy(paramiko.RejectPolicy())
# ok: python.ssh-host-key-unchecked
other = asyncssh.connect("host.example.com")
