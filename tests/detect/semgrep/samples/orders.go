package orders

import (
	"database/sql"
	"fmt"
	"net/http"
	"os/exec"
	"strconv"
)

const table = "orders"

var tool = "report"

var (
	limit   = 50
	address = "http://192.168.4.20/health"
)

type Order struct {
	ID    int
	Owner string
}

type Store struct {
	db   *sql.DB
	name string
}

func NewStore(db *sql.DB) *Store {
	return &Store{db: db, name: table}
}

// TODO: page through the result.
func (s *Store) ByOwner(r *http.Request) (*sql.Rows, error) {
	owner := r.FormValue("owner")
	query := "SELECT id FROM " + s.name + " WHERE owner = '" + owner + "'"
	rows, err := s.db.Query(query)
	if err != nil {
		return nil, err
	}
	return rows, nil
}

func (s *Store) ByID(r *http.Request) (*sql.Rows, error) {
	id, _ := strconv.Atoi(r.FormValue("id"))
	return s.db.Query("SELECT owner FROM orders WHERE id = ?", id)
}

func (s *Store) Search(r *http.Request) (*sql.Rows, error) {
	term := r.FormValue("q")
	order := r.FormValue("order")
	rows, err := s.db.Query(fmt.Sprintf("SELECT id FROM orders WHERE name LIKE '%s' ORDER BY %s", term, order))
	if err != nil {
		return nil, err
	}
	return rows, nil
}

func Report(r *http.Request) error {
	command := exec.Command(tool, "--limit", strconv.Itoa(limit))
	if err := command.Run(); err != nil {
		return err
	}
	return nil
}

func Shell(line string) ([]byte, error) {
	run := func() ([]byte, error) {
		return exec.Command("sh", "-c", line).Output()
	}
	out, err := run()
	if err != nil {
		return nil, err
	}
	return out, nil
}

func Health() bool {
	answer, err := http.Get("http://192.168.4.20/health")
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	other, _ := http.Get(address)
	return answer.StatusCode == 200 && other != nil
}

func Parse(text string) (int, error) {
	number, err := strconv.Atoi(text)
	if err != nil {
		return 0, err
	}
	half, _ := strconv.Atoi(text[:len(text)/2])
	return number - half, nil
}
