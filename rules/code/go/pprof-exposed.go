package main

import (
	"net/http"
	_ "net/http/pprof"
)

func main() {
	// ruleid: go.pprof-exposed
	go http.ListenAndServe(":6060", nil)
	// ruleid: go.pprof-exposed
	go http.ListenAndServe("0.0.0.0:8080", http.DefaultServeMux)
	// ruleid: go.pprof-exposed
	go http.ListenAndServeTLS(":8443", "cert.pem", "key.pem", nil)
	// ok: go.pprof-exposed
	go http.ListenAndServe("127.0.0.1:6060", nil)
	// ok: go.pprof-exposed
	go http.ListenAndServe("localhost:6060", nil)
	// ok: go.pprof-exposed
	http.ListenAndServe(":8080", http.NewServeMux())
}
