package login

import (
	"net/http"
	"net/url"
	"strings"
)

var hosts = map[string]bool{"example.com": true}

func done(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.open-redirect
	http.Redirect(w, r, r.URL.Query().Get("next"), http.StatusFound)
	target := r.FormValue("return_to")
	// ruleid: go.open-redirect
	w.Header().Set("Location", target)
	// ok: go.open-redirect
	http.Redirect(w, r, "/account?from="+url.QueryEscape(target), http.StatusFound)
	// ok: go.open-redirect
	http.Redirect(w, r, "/users/"+r.PathValue("id"), http.StatusFound)
	// ok: go.open-redirect
	http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") {
		next = "/"
	}
	// ok: go.open-redirect
	http.Redirect(w, r, next, http.StatusFound)
}

func parsed(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || !hosts[u.Hostname()] {
		next = "/"
	}
	// ok: go.open-redirect
	http.Redirect(w, r, next, http.StatusFound)
}

func leave(c *gin.Context) {
	// ruleid: go.open-redirect
	c.Redirect(http.StatusFound, c.Query("url"))
	// ok: go.open-redirect
	c.Redirect(http.StatusFound, "/login")
}
