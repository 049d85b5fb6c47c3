package items

import (
	"net/http"
	"strconv"
	"strings"
)

const limit = 1000

func list(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil {
		return
	}
	// ruleid: go.user-controlled-size
	items := make([]int, n)
	// ruleid: go.user-controlled-size
	text := strings.Repeat("=", n)
	// ruleid: go.user-controlled-size
	for i := 0; i < n; i++ {
		items = append(items, i)
	}
	_ = text
}

func listSafely(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil || n < 0 || n > limit {
		http.Error(w, "too many", http.StatusBadRequest)
		return
	}
	// ok: go.user-controlled-size
	items := make([]int, n)
	// ok: go.user-controlled-size
	for i := 0; i < n; i++ {
		items[i] = i
	}
	// ok: go.user-controlled-size
	names := make([]string, len(r.URL.Query()))
	_ = names
}
