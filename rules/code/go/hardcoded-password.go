package config

import (
	"database/sql"
	"net/smtp"
	"os"
)

// ruleid: go.hardcoded-password
const dbPassword = "Sup3rS3cret!"

// ok: go.hardcoded-password
const passwordField = "password"

func open() {
	// ruleid: go.hardcoded-password
	db, err := sql.Open("mysql", "root:hunter22@tcp(localhost:3306)/shop")
	// ruleid: go.hardcoded-password
	db, err = sql.Open("postgres", "host=localhost user=app password=hunter22 dbname=shop")
	// ruleid: go.hardcoded-password
	auth := smtp.PlainAuth("", "shop@example.com", "hunter22", "smtp.example.com")
	// ok: go.hardcoded-password
	db, err = sql.Open("postgres", os.Getenv("DATABASE_URL"))
	// ok: go.hardcoded-password
	auth = smtp.PlainAuth("", "shop@example.com", os.Getenv("SMTP_PASSWORD"), "smtp.example.com")
	// ok: go.hardcoded-password
	db, err = sql.Open("sqlite3", "file:shop.db")
	_, _, _ = db, err, auth
}

func login(name, password string) bool {
	// ruleid: go.hardcoded-password
	return name == "admin" && password == "admin123"
}

func empty(password string) bool {
	// ok: go.hardcoded-password
	return password == ""
}
