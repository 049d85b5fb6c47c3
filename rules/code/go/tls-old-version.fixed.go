package client

import "crypto/tls"

// ruleid: go.tls-old-version
var old = &tls.Config{MinVersion: tls.VersionTLS12}

// ruleid: go.tls-old-version
var older = tls.Config{MinVersion: tls.VersionTLS12, ServerName: "example.com"}

// ruleid: go.tls-old-version
var suites = &tls.Config{CipherSuites: []uint16{tls.TLS_RSA_WITH_RC4_128_SHA}}

// ok: go.tls-old-version
var current = &tls.Config{MinVersion: tls.VersionTLS12}

// ok: go.tls-old-version
var newest = &tls.Config{MinVersion: tls.VersionTLS13}

// ok: go.tls-old-version
var modern = &tls.Config{CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}}
