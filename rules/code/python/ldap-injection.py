import ldap
from flask import Flask, request
from ldap.dn import escape_dn_chars
from ldap.filter import escape_filter_chars
from ldap3 import Connection

app = Flask(__name__)
BASE = "ou=people,dc=example,dc=com"


@app.route("/person")
def person():
    uid = request.args["uid"]
    directory = ldap.initialize("ldaps://ldap.example.com")
    # ruleid: python.ldap-injection
    directory.search_s(BASE, ldap.SCOPE_SUBTREE, "(uid=%s)" % uid)
    # ruleid: python.ldap-injection
    directory.search_s(f"uid={uid},{BASE}", ldap.SCOPE_BASE)
    # ruleid: python.ldap-injection
    directory.search_ext_s(BASE, ldap.SCOPE_SUBTREE, filterstr="(uid=" + uid + ")")
    conn = Connection("ldaps://ldap.example.com")
    # ruleid: python.ldap-injection
    conn.search(BASE, f"(uid={uid})")
    # ok: python.ldap-injection
    directory.search_s(BASE, ldap.SCOPE_SUBTREE, f"(uid={escape_filter_chars(uid)})")
    safe = escape_dn_chars(uid)
    # ok: python.ldap-injection
    directory.search_s(f"uid={safe},{BASE}", ldap.SCOPE_BASE)
    # ok: python.ldap-injection
    conn.search(BASE, "(objectClass=person)", attributes=[uid])


def patterns(request, regex):
    # ok: python.ldap-injection
    return regex.search(request.GET["q"], "text")
