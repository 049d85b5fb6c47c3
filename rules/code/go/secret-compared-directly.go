package auth

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
)

func check(token, expectedToken string) bool {
	// ruleid: go.secret-compared-directly
	return token == expectedToken
}

func verify(key, body []byte, signature string) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	expected := hex.EncodeToString(mac.Sum(nil))
	// ruleid: go.secret-compared-directly
	return signature == expected
}

func verifyBytes(key, body, sent []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	// ruleid: go.secret-compared-directly
	return bytes.Equal(sent, mac.Sum(nil))
}

func header(key string, config Config) bool {
	// ruleid: go.secret-compared-directly
	return key != config.APIKey
}

func checkSafely(token, expectedToken string) bool {
	// ok: go.secret-compared-directly
	if token == "" {
		return false
	}
	// ok: go.secret-compared-directly
	return subtle.ConstantTimeCompare([]byte(token), []byte(expectedToken)) == 1
}

func verifySafely(key, body, sent []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	// ok: go.secret-compared-directly
	return hmac.Equal(sent, mac.Sum(nil))
}

func signup(password, confirmPassword string) bool {
	// ok: go.secret-compared-directly
	return password == confirmPassword
}
