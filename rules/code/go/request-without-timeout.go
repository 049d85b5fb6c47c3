package client

import (
	"net/http"
	"time"
)

func ask(url string) {
	// ruleid: go.request-without-timeout
	answer, err := http.Get(url)
	// ruleid: go.request-without-timeout
	client := &http.Client{}
	// ruleid: go.request-without-timeout
	answer, err = http.Post(url, "text/plain", nil)
	_, _, _ = answer, err, client
}

func askSafely(url string) {
	// ok: go.request-without-timeout
	client := &http.Client{Timeout: 10 * time.Second}
	// ok: go.request-without-timeout
	answer, err := client.Get(url)
	// ok: go.request-without-timeout
	other := &http.Client{Transport: transport, Timeout: time.Minute}
	_, _, _ = answer, err, other
}
