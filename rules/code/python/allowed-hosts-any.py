# ruleid: python.allowed-hosts-any
ALLOWED_HOSTS = ["*"]
# ruleid: python.allowed-hosts-any
ALLOWED_HOSTS = ["www.example.com", "*"]
# ruleid: python.allowed-hosts-any
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*"])
# ok: python.allowed-hosts-any
ALLOWED_HOSTS = ["www.example.com"]
# ok: python.allowed-hosts-any
ALLOWED_HOSTS = [".example.com"]
# ok: python.allowed-hosts-any
CORS_METHODS = ["*"]
