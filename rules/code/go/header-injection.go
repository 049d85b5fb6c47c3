package mail

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
)

func redirect(conn net.Conn, target string) {
	// ruleid: go.header-injection
	fmt.Fprintf(conn, "HTTP/1.1 302 Found\r\nLocation: %s\r\n\r\n", target)
}

func message(w http.ResponseWriter, r *http.Request) string {
	subject := r.FormValue("subject")
	// ruleid: go.header-injection
	return fmt.Sprintf("From: shop@example.com\r\nSubject: %s\r\n\r\nThanks.", subject)
}

func header(name, value string) string {
	// ruleid: go.header-injection
	return "X-Name: " + value + "\r\n"
}

func checked(name, value string) (string, error) {
	if strings.ContainsAny(value, "\r\n") {
		return "", errors.New("line break")
	}
	// ok: go.header-injection
	return fmt.Sprintf("%s: %s\r\n", "X-Name", value), nil
}

func cleaned(subject string) string {
	subject = strings.NewReplacer("\r", "", "\n", "").Replace(subject)
	// ok: go.header-injection
	return fmt.Sprintf("Subject: %s\r\n", subject)
}

func plain(name string) string {
	// ok: go.header-injection
	return fmt.Sprintf("Name: %s", name)
}
