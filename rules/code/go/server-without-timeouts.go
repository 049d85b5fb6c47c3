package main

import (
	"net/http"
	"time"
)

func run(mux http.Handler) error {
	// ruleid: go.server-without-timeouts
	server := &http.Server{Addr: ":8080", Handler: mux}
	// ruleid: go.server-without-timeouts
	go http.ListenAndServeTLS(":8443", "cert.pem", "key.pem", mux)
	// ruleid: go.server-without-timeouts
	go http.ListenAndServe(":8080", nil)
	return server.ListenAndServe()
}

func runSafely(mux http.Handler) error {
	// ok: go.server-without-timeouts
	server := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	// ok: go.server-without-timeouts
	other := &http.Server{Handler: mux, ReadTimeout: 5 * time.Second, WriteTimeout: 10 * time.Second}
	_ = other
	// ok: go.server-without-timeouts
	return server.ListenAndServe()
}
