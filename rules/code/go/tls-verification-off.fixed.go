package client

import (
	"crypto/tls"
	"net/http"
)

func insecure() *http.Client {
	return &http.Client{Transport: &http.Transport{
		// ruleid: go.tls-verification-off
		TLSClientConfig: &tls.Config{InsecureSkipVerify: false},
	}}
}

func later(config *tls.Config) {
	// ruleid: go.tls-verification-off
	config.InsecureSkipVerify = false
}

func dial(address string) (*tls.Conn, error) {
	// ruleid: go.tls-verification-off
	return tls.Dial("tcp", address, &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: false})
}

func secure(pool *x509.CertPool) *tls.Config {
	// ok: go.tls-verification-off
	return &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
}

func named() *tls.Config {
	// ok: go.tls-verification-off
	return &tls.Config{InsecureSkipVerify: false}
}

func pinned(check func(tls.ConnectionState) error) *tls.Config {
	// ok: go.tls-verification-off
	return &tls.Config{InsecureSkipVerify: true, VerifyConnection: check}
}
