package users

import (
	"database/sql"
	"fmt"
	"net/http"
	"strconv"
)

var sortable = map[string]string{"name": "name", "age": "age"}

func search(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go.sql-injection
	rows, err := db.Query("SELECT * FROM users WHERE name = '" + name + "'")
	query := fmt.Sprintf("SELECT * FROM users WHERE id = %s", r.FormValue("id"))
	// ruleid: go.sql-injection
	row := db.QueryRowContext(r.Context(), query)
	statement := "DELETE FROM users"
	statement += " WHERE name = '" + r.PathValue("name") + "'"
	// ruleid: go.sql-injection
	_, err = db.Exec(statement)
	// ok: go.sql-injection
	rows, err = db.Query("SELECT * FROM users WHERE name = $1", name)
	id, err := strconv.Atoi(r.FormValue("id"))
	// ok: go.sql-injection
	row = db.QueryRow(fmt.Sprintf("SELECT * FROM users WHERE id = %d", id))
	// ok: go.sql-injection
	rows, err = db.Query("SELECT * FROM users ORDER BY " + sortable[r.FormValue("sort")])
	column := r.FormValue("sort")
	if _, known := sortable[column]; !known {
		return
	}
	// ok: go.sql-injection
	rows, err = db.Query("SELECT * FROM users ORDER BY " + column)
	_, _, _ = rows, row, err
}

func sorted(c *gin.Context, db *gorm.DB) {
	var filter Filter
	if err := c.ShouldBindJSON(&filter); err != nil {
		return
	}
	// ruleid: go.sql-injection
	db.Raw("SELECT * FROM items WHERE owner = '" + filter.Owner + "'").Scan(&items)
	// ruleid: go.sql-injection
	db.Order(c.Query("sort")).Find(&items)
	// ruleid: go.sql-injection
	db.Where(fmt.Sprintf("name = '%s'", c.Param("name"))).Find(&items)
	// ok: go.sql-injection
	db.Where("name = ?", c.Param("name")).Find(&items)
	// ok: go.sql-injection
	db.Raw("SELECT * FROM items WHERE owner = ?", filter.Owner).Scan(&items)
}

func direction(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	order := r.FormValue("order")
	switch order {
	case "asc", "desc":
	default:
		order = "asc"
	}
	// ok: go.sql-injection
	return db.Query("SELECT * FROM users ORDER BY name " + order)
}
