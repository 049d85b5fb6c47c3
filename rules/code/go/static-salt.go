package accounts

import (
	"crypto/rand"
	"crypto/sha256"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/pbkdf2"
)

func fixed(password string) []byte {
	// ruleid: go.static-salt
	return pbkdf2.Key([]byte(password), []byte("salt"), 600000, 32, sha256.New)
}

func named(password string) []byte {
	salt := []byte("a fixed salt")
	// ruleid: go.static-salt
	return argon2.IDKey([]byte(password), salt, 1, 64*1024, 4, 32)
}

func empty(password string) []byte {
	salt := make([]byte, 16)
	// ruleid: go.static-salt
	return argon2.IDKey([]byte(password), salt, 1, 64*1024, 4, 32)
}

func random(password string) ([]byte, error) {
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return nil, err
	}
	// ok: go.static-salt
	return argon2.IDKey([]byte(password), salt, 1, 64*1024, 4, 32), nil
}

func given(password string, salt []byte) []byte {
	// ok: go.static-salt
	return argon2.IDKey([]byte(password), salt, 1, 64*1024, 4, 32)
}

func stored(password string, user User) []byte {
	// ok: go.static-salt
	return argon2.IDKey([]byte(password), user.Salt, 1, 64*1024, 4, 32)
}
