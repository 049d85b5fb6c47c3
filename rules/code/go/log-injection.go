package audit

import (
	"log"
	"net/http"
	"strings"
)

func login(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go.log-injection
	log.Printf("failed login of %s", name)
	// ruleid: go.log-injection
	log.Println("login of", r.Header.Get("X-User"))
	// ruleid: go.log-injection
	logger.Infof("agent %v", r.UserAgent())
	// ok: go.log-injection
	log.Printf("failed login of %q", name)
	// ok: go.log-injection
	log.Printf("failed login of %s", strings.ReplaceAll(name, "\n", " "))
	// ok: go.log-injection
	slog.Info("failed login", "name", name)
}

func record(username string) {
	// ruleid: go.log-injection
	log.Printf("user %s signed in", username)
	clean := strings.NewReplacer("\n", "", "\r", "").Replace(username)
	// ok: go.log-injection
	log.Printf("user %s signed in", clean)
}
