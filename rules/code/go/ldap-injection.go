package people

import (
	"fmt"
	"net/http"

	"github.com/go-ldap/ldap/v3"
)

func search(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go.ldap-injection
	filter := fmt.Sprintf("(uid=%s)", name)
	// ruleid: go.ldap-injection
	filter = "(&(objectClass=person)(cn=" + name + "))"
	// ok: go.ldap-injection
	filter = fmt.Sprintf("(uid=%s)", ldap.EscapeFilter(name))
	request := ldap.NewSearchRequest("dc=example,dc=com", 2, 0, 0, 0, false, filter, nil, nil)
	_ = request
}

func filter(name, group string) string {
	// ruleid: go.ldap-injection
	return fmt.Sprintf("(&(uid=%s)(memberOf=admins))", name)
}

func escaped(name string) string {
	safe := ldap.EscapeFilter(name)
	// ok: go.ldap-injection
	return fmt.Sprintf("(&(objectClass=user)(uid=%s))", safe)
}

func message(name string) string {
	// ok: go.ldap-injection
	return fmt.Sprintf("user (name=%s) signed in", name)
}
