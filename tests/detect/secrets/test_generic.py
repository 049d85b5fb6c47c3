"""Literals given to telling names: what is a credential, with its exact place, and what is none.

Strings in, strings out. All values are made up; ``«…»`` marks what must be found.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.secrets import generic
from answerable.detect.secrets.naming import kind_of
from answerable.detect.secrets.offsets import Offsets

from .conftest import Find

# Path, then line.
CREDENTIALS = r"""
x.py         | password = "«hunter2»"
x.env        | CONN=host=db;password=«Zk81!!mmQ»;sslmode=require
x.txt        | pwd=«Zk81!!mmQ»;Server=x
x.txt        | user=app, password=«Zk81!!mmQ»,host=db.acme.dev
x.ini        | password=«Zk81;mm=Q9»
x.py         | DB_PASSWORD = '«S3cure!Pass»'
x.py         | conn = psycopg2.connect(host="db", user="app", password="«q8#Lm2vX»")
x.py         | app.secret_key = "«f3c9a1d27be84c5f9d0e»"
x.py         | SECRET_KEY = "«django-insecure-9!k2l@x7q$w3e^r5t&y8u*i0o-p1a_s4d»"
x.py         | api_key = "«9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c»"
x.py         | headers = {"Authorization": "Bearer «a8F3kd92LsPq0ZxVnM4bTc7Y»"}
x.py         | client = Client(token="«3fK9x0Pq7LmZ2vBn8Rt5»")
x.py         | requests.get(url, auth=("admin", "«Tr0ub4dor&3»"))
x.py         | os.environ["DB_PASS"] = "«Qw3rty_99x»"
x.py         | JWT_SECRET = "«k3yb0ard-c4t-99»"
x.py         | pwd = "«Passw0rd!2023»"
x.py         | smtp.login("mailer@acme.dev", "«Xy7!pLm2»")
x.py         | password: str = "«Zx81Spectrum!»"
x.py         | redis_password = os.getenv("REDIS_PASSWORD", "«r3d1sP@ss»")
x.js         | const dbPassword = '«m0ng0#2024»';
x.js         |   password: "«Summer2024!»",
x.js         | apiKey: '«zX9kLm3NpQ7rStUv2wXy»',
x.js         | const token = `«d41Kf8gH2jKl0pQwErTy»`;
x.ts         | private readonly clientSecret: string = "«8Kd0-x7Lq2-Vb5Nz9»";
x.java       | String password = "«Adm1n@123»";
x.java       | props.setProperty("db.password", "«oracle#19c»");
x.java       | private static final String API_KEY = "«b7c1f09e4d2a8356»";
x.go         | password := "«gopher#77x»"
x.go         | Password: "«pA55w0rd-x9»",
x.rb         | config.password = '«r4ils_r0cks»'
x.php        | $db_pass = '«Php!2020db»';
x.php        | define('DB_PASSWORD', '«wp_9kd8sPq»');
x.cs         | var connectionString = "Server=db;Database=app;User Id=sa;Password=«Str0ng!Passw0rd»;";
x.yaml       |   password: «s3cr3tValue9»
x.yaml       | db_password: "«hG7!kd92»"
x.yml        | POSTGRES_PASSWORD: «pg9x2kd81»
x.env        | DB_PASSWORD=«kd82Ls9!x»
x.env        | API_SECRET=«3b1f9c7e5d2a4860b1c3»
x.ini        | password = «Tq8!zz09»
x.properties | spring.datasource.password=«sprB00t!9»
x.sh         | export MYSQL_PWD=«myR00t99x»
x.sh         | curl -u admin:«Wq92kdLs» https://api.acme.dev
x.sh         | mysql -u root --password=«r00tT00r9» app
Dockerfile   | ENV ADMIN_PASSWORD=«dock3rPass!»
x.xml        | <password>«Xm1Pa55word»</password>
x.xml        | <property name="password" value="«jB0ss#2019»"/>
x.json       | "password": "«n0deJs!99»",
x.json       | "clientSecret": "«QmFzZTY0U2VjcmV0S2V5MTIz»",
x.json       | "auth_token": "«5f4dcc3b5aa765d61d8327deb882cf99»"
x.tf         |   password = "«terraF0rm!9»"
x.md         | The admin password is «Winter2025!»
x.txt        | password: «tk82Lpq!»
x.txt        | my api key is «4kD9fLs02mXpQ7vB8nRt»
x.sql        | CREATE USER app IDENTIFIED BY '«sQl9!xkd»';
x.toml       | secret = "«t0mlS3cret99»"
x.py         | url = "postgresql://app:«x8Kd92Lm»@db.internal/app"
x.py         | r = redis.from_url("redis://:«p4ssR3dis9»@cache:6379")
x.py         | password = "«mkcxvbnq»"
x.js         | var passwd = "«zxqwplvk»";
x.py         | encryption_key = b"«8f3Ks0dLq2Zx7Vb1»"
x.js         | secret: '«kj34h5kjh345kjh»',
x.py         | passphrase = "«tR7!qq-09zz»"
x.ini        | smtp_pass=«Kd9!mail»
"""

# Path, then a line in which nothing must be found.
NONE_OF_THEM = r"""
x.conf       | #password_encryption = scram-sha-256
x.py         | OPpASSIGN_BACKWARDS = "sassign-q9x"
x.h          | class IEEEFloat final : public APFloatBase {
x.py         | QXZKT_TOKEN_42_PASSWORD = "qxzkt-token-42-password"
x.py         | password_qx42 = "password-qx42"
x.py         | password = ""
x.py         | password = None
x.js         | const jwt = require("jsonwebtoken");
x.ts         | import { sign as token } from "jsonwebtoken9";
x.js         | const secret = await import("node-vault2");
x.py         | token = importlib.import_module("jsonwebtoken2")
x.py         | password = os.environ["DB_PASSWORD"]
x.py         | password = getpass.getpass("Password: ")
x.py         | password = config.get("password")
x.py         | PASSWORD_FIELD = "password"
x.py         | password_label = "Enter your password"
x.py         | token = "your-token-here"
x.py         | api_key = "YOUR_API_KEY"
x.py         | secret = "changeme"
x.py         | password = "<password>"
x.py         | password = "${DB_PASSWORD}"
x.py         | password = "{{ db_password }}"
x.py         | password = "xxxxxxxx"
x.py         | password = "********"
x.py         | API_KEY_HEADER = "X-API-Key"
x.py         | token_url = "https://auth.acme.dev/oauth/token"
x.py         | SECRET_NAME = "prod/db/main-1"
x.py         | raise ValueError("invalid password")
x.py         | parser.add_argument("--password", help="the password to use")
x.py         | key = "user_id"
x.py         | cache_key = "user:1234:profile"
x.py         | primary_key = "customer_id_2"
x.py         | password_hash = "5f4dcc3b5aa765d61d8327deb882cf99"
x.py         | csrf_token = "csrfmiddlewaretoken"
x.py         | TOKEN_TYPE = "bearer"
x.py         | token_type = "Bearer"
x.py         | password = "password"
x.py         | password = "test"
x.py         | password = "test123"
x.py         | assert user.password == "secret"
x.py         | public_key = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7"
x.py         | AUTH_METHOD = "sha256"
x.py         | passwords = ["a", "b"]
x.py         | secret_path = "/run/secrets/db"
x.py         | password = self.password
x.py         | token = tokens[0]
x.py         | if token == "NUMBER": pass
x.py         | salt = "salt"
x.py         | compass = "North12West"
x.py         | tokenizer = "bert-base-uncased"
x.py         | max_tokens = 4096
x.py         | author = "John Smith 3rd"
x.js         | const passwordInput = document.querySelector('#password');
x.js         | password: Joi.string().min(8).required(),
x.js         | const token = req.headers['authorization'];
x.js         | "password": "Passwort",
x.js         | password: 'Mot de passe',
x.js         | placeholder="Password123"
x.js         | token: localStorage.getItem('token'),
x.js         | apiKey: process.env.API_KEY,
x.js         | secretKey: config.secretKey,
x.js         | type: "password",
x.js         | autocomplete="current-password"
x.js         | const KEY_ENTER = "Enter";
x.ts         | key: "ArrowLeft",
x.ts         | keyPath: 'id',
x.java       | String password = request.getParameter("password");
x.java       | @Value("${db.password}") String password;
x.go         | password := os.Getenv("DB_PASSWORD")
x.go         | token, err := jwt.Parse(tokenString, keyFunc)
x.yaml       | password: ${DB_PASSWORD}
x.yaml       | password: {{ .Values.db.password }}
x.yaml       | secretName: my-tls-secret
x.yaml       | secretKeyRef: {name: db, key: password}
x.yaml       | token: !vault |
x.yml        |   password: ${{ secrets.DB_PASSWORD }}
x.yml        | passwordSecret: db-credentials
x.env        | DB_PASSWORD=
x.env        | DB_PASSWORD=$OTHER
x.env        | API_KEY=your_api_key_here
x.env        | SECRET_KEY=changeme
x.ini        | password_file = /etc/app/password
x.properties | spring.datasource.password=${DB_PASS}
x.sh         | export PASSWORD=$1
x.sh         | read -s -p "Password: " PASSWORD
x.sh         | TOKEN=$(cat /var/run/token)
x.tf         | password = var.db_password
x.tf         | secret_id = aws_secretsmanager_secret.db.id
x.xml        | <password>${db.password}</password>
x.xml        | <label for="password">Password</label>
x.json       | "password": "string",
x.json       | "passwordPolicy": "min8chars1digit",
x.json       | "integrity": "sha512-9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c==",
x.json       | "tokenEndpoint": "https://login.acme.dev/token",
x.md         | Set your password to something secure.
x.md         | The token is invalid.
x.md         | API key: see the settings page
x.txt        | password reset link
x.txt        | password must be at least 8 characters
x.sql        | ALTER TABLE users ADD COLUMN password VARCHAR(255);
x.toml       | token = "{env:TOKEN}"
x.py         | url = "postgresql://user:password@localhost/db"
x.py         | url = f"postgresql://{user}:{password}@{host}/db"
x.py         | url = "https://${USER}:${PASS}@host"
x.py         | commit = "9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c9f8a7b6c"
x.py         | etag = '"9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c"'
x.py         | request_id = "550e8400-e29b-41d4-a716-446655440000"
x.go         | github.com/pkg/errors v0.9.1 h1:FEBLx1zS214owpjy7qsBeixbURkuhQAwrK5UwLGTwt4=
x.lock       | checksum = "9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c"
x.py         | password = "secret"
x.py         | passwd = "foobar"
x.js         | secret: "keyboard cat",
x.py         | API_KEY = "test-api-key"
x.py         | "access_token": "abc123",
x.py         | password="dummy-password"
x.py         | SESSION_COOKIE_NAME = "app_session_v2"
x.py         | key = "abcdef0123456789"
x.py         | seed = 42
x.py         | nonce = "random-nonce"
x.py         | PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
x.py         | SECRET_KEY = 'django-insecure-…'
"""


def lines(block: str) -> list[tuple[str, str]]:
    rows = (line.partition("|") for line in block.strip().splitlines())
    return [(path.strip(), text[1:]) for path, _, text in rows]


@pytest.mark.parametrize(("path", "marked"), lines(CREDENTIALS))
def test_a_credential_is_found_exactly(path: str, marked: str, find: Find) -> None:
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    for before, after in (("", ""), ("# 🔐 é\r\n", "\r\n# ende 日本"), ("\n\n", "\n")):
        whole = before + text + after
        shift = len(before)
        assert [(one.start, one.secret) for one in find(whole, path)] == [(shift + start, text[start:end])]


@pytest.mark.parametrize(("path", "text"), lines(NONE_OF_THEM))
def test_nothing_is_found(path: str, text: str, find: Find) -> None:
    assert find(text + "\n", path) == []


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("password = 'it\"s-9-quoted'", ['it"s-9-quoted']),
        ('password = "it\'s-9-quoted"', ["it's-9-quoted"]),
        ('password = "esc\\"aped9"', ['esc\\"aped9']),
        ('x = "{\\"password\\": \\"in9json!\\"}"', ["in9json!"]),
        ('password = """triple9!"""', ["triple9!"]),
        ("f(password='fir5t!', token='ab12CD34ef56GH78')", ["fir5t!", "ab12CD34ef56GH78"]),
        ('password = get("PASSWORD", "fallb4ck!")', ["fallb4ck!"]),
    ],
)
def test_a_literal_ends_with_the_quotes_it_began_with(text: str, secrets: list[str], find: Find) -> None:
    assert [one.secret for one in find(text)] == secrets


@pytest.mark.parametrize(
    ("path", "text", "secret"),
    [
        ("a.txt", "password: hunter2.", "hunter2"),
        ("a.txt", "(password: hunter2)", "hunter2"),
        ("a.txt", "the password is Hunter2!, ok?", "Hunter2!"),
        ("a.txt", "PASSWORD=hunter2\\nnext", "hunter2"),
        ("a.sh", "PASSWORD=hunter2; run", "hunter2"),
        ("a.sh", "PASSWORD=hunter2 && run", "hunter2"),
        (".env", "PASSWORD=hunter2;x", "hunter2;x"),
        ("a.ini", "password = hun,ter.2)", "hun,ter.2)"),
        ("a.yaml", "{password: hunter2, user: x}", "hunter2"),
        ("a.txt", "https://acme.dev/?token=ab12CD34ef56GH78&x=1#top", "ab12CD34ef56GH78"),
        ("a.py", 'env = "PASSWORD=9f8a7b6c5d4e3f2a1b0c\\nDEBUG=1"', "9f8a7b6c5d4e3f2a1b0c"),
    ],
)
def test_a_value_without_quotes_ends_where_it_ends(path: str, text: str, secret: str, find: Find) -> None:
    assert [one.secret for one in find(text, path)] == [secret]


def test_a_bare_word_in_a_program_is_a_name(find: Find) -> None:
    assert find("password = hunter2\n", "a.py") == []
    assert find("const token = authToken42;\n", "a.js") == []
    assert find("password = hunter2\n", "a.ini") != []


def test_entries_of_a_list_have_nothing_to_do_with_each_other(find: Find) -> None:
    assert find("names = ['api_token', 'gss_krb5_rfc1964_keydata', 'x']") == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("db_password", ("generic.password", "password")),
        ("dbPass", ("generic.password", "password")),
        ("X-Api-Key", ("generic.api-key", "key")),
        ("client_secret", ("generic.secret", "secret")),
        ("accessToken", ("generic.token", "token")),
        ("password_salt", ("generic.password", "password")),
        ("Proxy-Authorization", ("generic.authorization", "token")),
        ("key", ("generic.api-key", "strong")),
        ("password_label", None),
        ("tokenEndpoint", None),
        ("api_key_header", None),
        ("public_key", None),
        ("cacheKey", None),
        ("compass", None),
        ("passenger", None),
        ("author", None),
        ("monkey_business", None),
        ("username", None),
    ],
)
def test_what_a_name_says(name: str, expected: tuple[str, str] | None) -> None:
    found = kind_of(name)
    assert (found and (found[0].id, found[1])) == expected


@given(st.text(max_size=200), st.sampled_from(["python", "plaintext", "dotenv", "yaml", "shellscript"]))
def test_any_text_is_scanned_and_spans_lie_in_it(text: str, language: str) -> None:
    utf8 = text.encode("utf-8", "replace")
    for candidate in generic.scan(utf8, Offsets(utf8, ascii_only=text.isascii()), language):
        assert 0 <= candidate.span.start < candidate.span.end <= len(text)
