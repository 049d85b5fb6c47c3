package app

import (
	"net/http"

	"github.com/gorilla/csrf"
)

func wrap(key []byte, mux http.Handler) http.Handler {
	// ruleid: go.csrf-protection-off
	return csrf.Protect(key, csrf.Secure(false))(mux)
}

func skip(r *http.Request) *http.Request {
	// ruleid: go.csrf-protection-off
	return csrf.UnsafeSkipCheck(r)
}

func set(w http.ResponseWriter, id string) {
	// ruleid: go.csrf-protection-off
	http.SetCookie(w, &http.Cookie{Name: "s", Value: id, Secure: true, SameSite: http.SameSiteNoneMode})
	// ok: go.csrf-protection-off
	http.SetCookie(w, &http.Cookie{Name: "s", Value: id, Secure: true, SameSite: http.SameSiteLaxMode})
}

func wrapSafely(key []byte, mux http.Handler) http.Handler {
	// ok: go.csrf-protection-off
	return csrf.Protect(key, csrf.SameSite(csrf.SameSiteStrictMode))(mux)
}

func origin(mux http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	// ok: go.csrf-protection-off
	return protection.Handler(mux)
}
