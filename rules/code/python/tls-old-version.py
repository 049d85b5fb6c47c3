import ssl

# ruleid: python.tls-old-version
first = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
# ruleid: python.tls-old-version
second = ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_SSLv3)
context = ssl.create_default_context()
# ruleid: python.tls-old-version
context.minimum_version = ssl.TLSVersion.TLSv1
# ok: python.tls-old-version
context.minimum_version = ssl.TLSVersion.TLSv1_2
# ok: python.tls-old-version
third = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# ok: python.tls-old-version
fourth = ssl.create_default_context()
