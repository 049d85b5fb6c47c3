package sums

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
)

func token(data []byte) []byte {
	// ruleid: go.weak-hash
	sum := md5.Sum(data)
	// ruleid: go.weak-hash
	hash := sha1.New()
	hash.Write(data)
	// ruleid: go.weak-hash
	other := sha1.Sum(data)
	_, _ = sum, other
	return hash.Sum(nil)
}

func strong(data, key []byte) []byte {
	// ok: go.weak-hash
	sum := sha256.Sum256(data)
	// ok: go.weak-hash
	mac := hmac.New(sha256.New, key)
	// ok: go.weak-hash
	mac.Write(sum[:])
	return mac.Sum(nil)
}
