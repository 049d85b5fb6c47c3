package client

import (
	"net/http"
	"net/url"

	"github.com/go-ldap/ldap/v3"
)

func login(form url.Values) {
	// ruleid: go.cleartext-protocol
	answer, err := http.PostForm("http://login.example.com/session", form)
	// ruleid: go.cleartext-protocol
	request, err := http.NewRequest("GET", "http://api.example.com/users", nil)
	// ruleid: go.cleartext-protocol
	conn, err := ldap.DialURL("ldap://ldap.example.com:389")
	// ok: go.cleartext-protocol
	answer, err = http.PostForm("https://login.example.com/session", form)
	// ok: go.cleartext-protocol
	answer, err = http.Get("http://localhost:8080/health")
	// ok: go.cleartext-protocol
	conn, err = ldap.DialURL("ldaps://ldap.example.com:636")
	_, _, _, _ = answer, request, conn, err
}
