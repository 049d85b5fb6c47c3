package api

import (
	"net/http"

	"github.com/gin-contrib/cors"
	"github.com/gorilla/websocket"
)

var origins = map[string]bool{"https://shop.example.com": true}

// ruleid: go.cors-any-origin-wildcard
var all = cors.Config{AllowAllOrigins: true}

// ruleid: go.cors-any-origin-wildcard
var upgrader = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return true }}

// ok: go.cors-any-origin-wildcard
var named = cors.Config{AllowOrigins: []string{"https://shop.example.com"}, AllowCredentials: true}

// ok: go.cors-any-origin-wildcard
var public = cors.Options{AllowedOrigins: []string{"*"}}

func echo(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cors-any-origin
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	origin := r.Header.Get("Origin")
	// ruleid: go.cors-any-origin
	w.Header().Add("Access-Control-Allow-Origin", origin)
}

func gin(c *gin.Context) {
	// ruleid: go.cors-any-origin
	c.Header("Access-Control-Allow-Origin", c.GetHeader("Origin"))
	// ok: go.cors-any-origin
	c.Header("Access-Control-Allow-Origin", "https://shop.example.com")
}

func both(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	// ruleid: go.cors-any-origin-wildcard
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func listed(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origins[origin] {
		// ok: go.cors-any-origin
		w.Header().Set("Access-Control-Allow-Origin", origin)
		// ok: go.cors-any-origin-wildcard
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func compared(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == "https://shop.example.com" {
		// ok: go.cors-any-origin
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
}
