import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.ldap-injection
        context.search("dc=example", "(uid=" + name + ")", controls);
        // ruleid: java.ldap-injection
        context.search("dc=example", String.format("(uid=%s)", name), controls);
        // ruleid: java.ldap-injection
        ldapTemplate.search("dc=example", "(cn=" + request.getHeader("X-User") + ")", mapper);
        // ok: java.ldap-injection
        context.search("dc=example", "(uid={0})", new Object[] {name}, controls);
        // ok: java.ldap-injection
        context.search("dc=example", "(uid=" + ESAPI.encoder().encodeForLDAP(name) + ")", controls);
        // ok: java.ldap-injection
        context.search("dc=example", "(uid=admin)", controls);
    }
}
