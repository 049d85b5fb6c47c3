"""The imports a fragment of Python does without.

A fragment seldom begins at the top of its file. The engine knows `AES.new` for what it is only where something says
that `AES` is `Crypto.Cipher.AES`. So names that hardly ever mean anything else are imported before the fragment, unless
it imports or defines them itself.
"""

from __future__ import annotations

import re

_BY_MODULE = {
    "Crypto.Cipher": "AES DES DES3 ARC4 Blowfish ARC2",
    "Crypto.PublicKey": "RSA DSA",
    "Crypto.Hash": "MD5 SHA1",
    "cryptography.fernet": "Fernet",
    "cryptography.hazmat.primitives": "hashes serialization",
    "cryptography.hazmat.primitives.asymmetric": "rsa dsa",
    "cryptography.hazmat.primitives.ciphers": "Cipher algorithms modes",
    "cryptography.hazmat.primitives.kdf.pbkdf2": "PBKDF2HMAC",
    "django.http": "HttpResponse HttpResponseRedirect JsonResponse",
    "django.utils.safestring": "mark_safe",
    "django.views.decorators.csrf": "csrf_exempt",
    "fastapi": "FastAPI Depends HTTPException APIRouter",
    "fastapi.middleware.cors": "CORSMiddleware",
    "fastapi.responses": "HTMLResponse RedirectResponse",
    "flask": "Flask request redirect jsonify make_response render_template render_template_string send_file abort",
    "flask_cors": "CORS",
    "jinja2": "Template",
    "lxml": "etree",
    "markupsafe": "Markup",
    "passlib.hash": "md5_crypt sha256_crypt",
    "subprocess": "Popen check_output check_call",
    "urllib.request": "urlopen",
    "werkzeug.utils": "secure_filename",
    "xml.dom": "minidom pulldom",
}
"""Names by the module they come from."""
_MODULES = (
    "ast", "base64", "bcrypt", "ctypes", "ftplib", "hashlib", "hmac", "html", "httpx", "imaplib", "jwt", "ldap",
    "ldap3", "logging", "marshal", "os", "paramiko", "pickle", "random", "re", "requests", "secrets", "shelve",
    "shlex", "shutil", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "sys", "tarfile", "telnetlib",
    "tempfile", "traceback", "urllib", "uuid", "xmlrpc", "yaml", "zipfile", "jsonpickle", "dill", "cloudpickle",
    "psycopg2", "pymysql", "pymongo", "aiohttp", "boto3", "openai", "anthropic", "litellm", "torch", "joblib",
)  # fmt: skip
"""Modules that go by their own names."""
_ALIASES = {"ET": "import xml.etree.ElementTree as ET", "np": "import numpy as np", "pd": "import pandas as pd"}
_STATEMENTS = (
    _ALIASES
    | {name: f"import {name}" for name in _MODULES}
    | {name: f"from {module} import {name}" for module, names in _BY_MODULE.items() for name in names.split()}
)
_USED = re.compile(r"(?<![\w.])(" + "|".join(sorted(_STATEMENTS, key=len, reverse=True)) + r")\b(?=\s*[.(\[])")
_BOUND = re.compile(
    r"^\s*(?:from\s+\S+\s+)?import\s+(.+)$|^\s*(?:async\s+)?(?:def|class)\s+(\w+)(.*)|^\s*(\w+)\s*(?::[^=]+)?=(?!=)"
    r"|\b(?:for|as)\s+(\w+)\b",
    re.MULTILINE,
)


def missing(text: str) -> str:
    """Import statements, each a line, for the names a fragment uses and nothing in it gives."""
    used = dict.fromkeys(match[1] for match in _USED.finditer(text))
    if not used:
        return ""
    given = {
        word for match in _BOUND.finditer(text) for part in match.groups() if part for word in re.findall(r"\w+", part)
    }
    return "".join(f"{_STATEMENTS[name]}\n" for name in used if name not in given)
