package accounts

import "log"

func login(name, password string, config Config) {
	// ruleid: go.secret-logged
	log.Printf("login %s with %s", name, password)
	// ruleid: go.secret-logged
	log.Println("key:", config.APIKey)
	// ruleid: go.secret-logged
	slog.Info("login", "name", name, "password", password)
	// ok: go.secret-logged
	log.Printf("login %q", name)
	// ok: go.secret-logged
	log.Printf("password has %d characters", len(password))
	// ok: go.secret-logged
	log.Println("the password is wrong")
}
