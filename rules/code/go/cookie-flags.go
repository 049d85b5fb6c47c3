package login

import "net/http"

func set(w http.ResponseWriter, id string) {
	// ruleid: go.cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "session", Value: id})
	// ruleid: go.cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id, HttpOnly: true})
	// ruleid: go.cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "prefs", Value: id, HttpOnly: false})
	// ok: go.cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "session", Value: id, HttpOnly: true, Secure: true})
	// ok: go.cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "", MaxAge: -1})
	// ok: go.cookie-flags
	http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark"})
}

func later(w http.ResponseWriter, id string) {
	// ok: go.cookie-flags
	cookie := &http.Cookie{Name: "session", Value: id}
	cookie.HttpOnly = true
	cookie.Secure = true
	http.SetCookie(w, cookie)
}

func gin(c *gin.Context, token string) {
	// ruleid: go.cookie-flags
	c.SetCookie("token", token, 3600, "/", "example.com", false, true)
	// ok: go.cookie-flags
	c.SetCookie("token", token, 3600, "/", "example.com", true, true)
}
