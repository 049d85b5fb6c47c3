import os

import psycopg2

# ruleid: python.hardcoded-password
password = "hunter2hunter2"
# ruleid: python.hardcoded-password
connection = psycopg2.connect(host="db", user="app", password="Tr0ub4dor&3")
# ruleid: python.hardcoded-password
settings = {"host": "db", "user": "app", "password": "s3cr3tvalue"}
# ruleid: python.hardcoded-password
API_KEY = "9f8a7b6c5d4e3f2a1b0c"


def login(user, password):
    # ruleid: python.hardcoded-password
    if user == "admin" and password == "letmein99":
        return True
    # ok: python.hardcoded-password
    return password == ""


# ok: python.hardcoded-password
password = os.environ["DB_PASSWORD"]
# ok: python.hardcoded-password
PASSWORD = "password"
# ok: python.hardcoded-password
api_key = "<your key here>"
# ok: python.hardcoded-password
password_field = "new_password"
# ok: python.hardcoded-password
password_url = "https://example.com/reset"
# ok: python.hardcoded-password
field = forms.CharField(label="Password", error="This field is required.")
