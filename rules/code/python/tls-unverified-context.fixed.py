import ssl

import urllib3

# ruleid: python.tls-unverified-context
first = ssl.create_default_context()
# ruleid: python.tls-unverified-context
ssl._create_default_https_context = ssl.create_default_context
context = ssl.create_default_context()
context.check_hostname = False
# ruleid: python.tls-unverified-context
context.verify_mode = ssl.CERT_NONE
# ruleid: python.tls-unverified-context
pool = urllib3.PoolManager(cert_reqs="CERT_NONE")
# ruleid: python.tls-unverified-context
wrapped = ssl.wrap_socket(sock)
# ok: python.tls-unverified-context
serving = ssl.wrap_socket(sock, server_side=True, certfile="server.pem")
# ok: python.tls-unverified-context
good = ssl.create_default_context()
# ok: python.tls-unverified-context
good.verify_mode = ssl.CERT_REQUIRED
# ok: python.tls-unverified-context
good.check_hostname = True
