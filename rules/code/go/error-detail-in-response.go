package api

import (
	"fmt"
	"log"
	"net/http"
)

func get(w http.ResponseWriter, r *http.Request) {
	user, err := find(r.PathValue("id"))
	if err != nil {
		// ruleid: go.error-detail-in-response
		http.Error(w, err.Error(), http.StatusInternalServerError)
		// ruleid: go.error-detail-in-response
		http.Error(w, fmt.Sprintf("query failed: %v", err), 500)
		// ruleid: go.error-detail-in-response
		fmt.Fprintf(w, "error: %v", err)
		return
	}
	_ = user
}

func create(c *gin.Context) {
	if err := save(c); err != nil {
		// ruleid: go.error-detail-in-response
		c.JSON(500, gin.H{"error": err.Error()})
	}
}

func getSafely(w http.ResponseWriter, r *http.Request) {
	user, err := find(r.PathValue("id"))
	if err != nil {
		log.Printf("find: %v", err)
		// ok: go.error-detail-in-response
		http.Error(w, "internal error", http.StatusInternalServerError)
		// ok: go.error-detail-in-response
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	// ok: go.error-detail-in-response
	fmt.Fprintf(w, "user %s", user)
}

func invalid(w http.ResponseWriter, err error) {
	// ok: go.error-detail-in-response
	http.Error(w, err.Error(), http.StatusBadRequest)
}
