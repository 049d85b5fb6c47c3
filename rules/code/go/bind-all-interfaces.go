package main

import (
	"net"
	"net/http"
)

func run(mux http.Handler) {
	// ruleid: go.bind-all-interfaces
	listener, err := net.Listen("tcp", "0.0.0.0:6060")
	// ruleid: go.bind-all-interfaces
	http.ListenAndServe("0.0.0.0:8080", mux)
	// ruleid: go.bind-all-interfaces
	listener, err = net.Listen("tcp", "[::]:6060")
	// ok: go.bind-all-interfaces
	listener, err = net.Listen("tcp", "127.0.0.1:6060")
	// ok: go.bind-all-interfaces
	listener, err = net.Listen("tcp", "localhost:0")
	// ok: go.bind-all-interfaces
	http.ListenAndServe("127.0.0.1:8080", mux)
	_, _ = listener, err
}
