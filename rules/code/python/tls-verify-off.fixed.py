import aiohttp
import httpx
import requests

# ruleid: python.tls-verify-off
first = requests.get("https://example.com", verify=True)
session = requests.Session()
# ruleid: python.tls-verify-off
session.verify = True
# ruleid: python.tls-verify-off
second = httpx.AsyncClient(verify=True)
# ruleid: python.tls-verify-off
third = aiohttp.TCPConnector(ssl=True)
# ruleid: python.tls-verify-off
fourth = session.post("https://example.com", json={}, verify=True, timeout=5)
# ok: python.tls-verify-off
fifth = requests.get("https://example.com", verify="/etc/ssl/internal-ca.pem")
# ok: python.tls-verify-off
sixth = requests.get("https://example.com", verify=True)
# ok: python.tls-verify-off
seventh = jwt.decode(token, key, verify=settings.VERIFY)
# ok: python.tls-verify-off
eighth = form.check(verify=False)
