import os
import stat
from pathlib import Path

# ruleid: python.permissions-for-everybody
os.chmod("/srv/data", 0o777)
# ruleid: python.permissions-for-everybody
Path("/srv/data").chmod(0o666)
# ruleid: python.permissions-for-everybody
os.chmod("/srv/data", stat.S_IRUSR | stat.S_IWOTH)
# ruleid: python.permissions-for-everybody
os.umask(0)
# ok: python.permissions-for-everybody
os.chmod("/srv/data", 0o600)
# ok: python.permissions-for-everybody
os.chmod("/srv/data", 0o755)
# ok: python.permissions-for-everybody
os.umask(0o077)
# ok: python.permissions-for-everybody
present = os.umask(0)
# ok: python.permissions-for-everybody
os.makedirs("/srv/data", exist_ok=True)
# ok: python.permissions-for-everybody
handle = os.open("/srv/data/new", os.O_CREAT | os.O_WRONLY, 0o666)
# ruleid: python.permissions-for-everybody
script = os.open("/srv/data/run", os.O_CREAT | os.O_WRONLY, 0o777)
# ruleid: python.permissions-for-everybody
subprocess.run(["chmod", "-R", "777", "/opt/service"], check=True)
# ruleid: python.permissions-for-everybody
os.system("chmod 666 /srv/data/new")
# ok: python.permissions-for-everybody
subprocess.run(["chmod", "755", "/opt/service/run"], check=True)
# ok: python.permissions-for-everybody
os.system("chmod u+w /srv/data/new")
