import ldap
from ldap.filter import escape_filter_chars


def by_name(conn, base, name):
    # ruleid: python.ldap-filter-built
    first = conn.search_s(base, ldap.SCOPE_SUBTREE, "(uid=" + name + ")")
    query = f"(&(objectClass=person)(cn={name}))"
    # ruleid: python.ldap-filter-built
    second = conn.search_s(base, ldap.SCOPE_SUBTREE, query)
    # ruleid: python.ldap-filter-built
    third = conn.search(base, "(|(uid=%s)(mail=%s))" % (name, name), attributes=["mail"])
    return first, second, third


def safe(conn, base, name, number):
    # ok: python.ldap-filter-built
    first = conn.search_s(base, ldap.SCOPE_SUBTREE, "(uid=" + escape_filter_chars(name) + ")")
    # ok: python.ldap-filter-built
    second = conn.search_s(base, ldap.SCOPE_SUBTREE, "(objectClass=person)")
    # ok: python.ldap-filter-built
    third = conn.search_s(base, ldap.SCOPE_SUBTREE, f"(employeeNumber={int(number)})")
    return first, second, third
