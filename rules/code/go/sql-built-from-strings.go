package users

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
)

const table = "users"

func find(db *sql.DB, name string) (*sql.Rows, error) {
	// ruleid: go.sql-built-from-strings
	return db.Query("SELECT * FROM users WHERE name = '" + name + "'")
}

func remove(ctx context.Context, db *sql.DB, id string) error {
	query := fmt.Sprintf("DELETE FROM users WHERE id = %s", id)
	// ruleid: go.sql-built-from-strings
	_, err := db.ExecContext(ctx, query)
	return err
}

func login(db *sql.DB, name, password string) *sql.Row {
	// ruleid: go.sql-built-from-strings
	return db.QueryRow(fmt.Sprintf(`SELECT id FROM users WHERE name = '%s' AND password = '%s'`, name, password))
}

func findSafely(db *sql.DB, name string) (*sql.Rows, error) {
	// ok: go.sql-built-from-strings
	return db.Query("SELECT * FROM users WHERE name = $1", name)
}

func count(db *sql.DB, text string) *sql.Row {
	number, _ := strconv.Atoi(text)
	// ok: go.sql-built-from-strings
	return db.QueryRow(fmt.Sprintf("SELECT count(*) FROM users WHERE age > %d", number))
}

func all(db *sql.DB, tableName string) (*sql.Rows, error) {
	// ok: go.sql-built-from-strings
	return db.Query("SELECT * FROM " + tableName)
}
