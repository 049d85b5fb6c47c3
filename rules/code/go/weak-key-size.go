package keys

import (
	"crypto/dsa"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
)

const small = 1024

func weak() {
	// ruleid: go.weak-key-size
	one, err := rsa.GenerateKey(rand.Reader, 1024)
	// ruleid: go.weak-key-size
	two, err := rsa.GenerateKey(rand.Reader, small)
	// ruleid: go.weak-key-size
	three, err := ecdsa.GenerateKey(elliptic.P224(), rand.Reader)
	_, _, _, _ = one, two, three, err
}

func strong(bits int) {
	// ok: go.weak-key-size
	one, err := rsa.GenerateKey(rand.Reader, 2048)
	// ok: go.weak-key-size
	two, err := rsa.GenerateKey(rand.Reader, bits)
	// ok: go.weak-key-size
	three, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	_, _, _, _ = one, two, three, err
}
