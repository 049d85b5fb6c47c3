package accounts

import (
	"crypto/md5"
	"crypto/sha256"

	"golang.org/x/crypto/bcrypt"
)

func hash(password string) [32]byte {
	// ruleid: go.password-fast-hash
	return sha256.Sum256([]byte(password))
}

func salted(password, salt string) [16]byte {
	// ruleid: go.password-fast-hash
	return md5.Sum([]byte(salt + password))
}

func streamed(user User) []byte {
	hash := sha256.New()
	// ruleid: go.password-fast-hash
	hash.Write([]byte(user.Password))
	return hash.Sum(nil)
}

func slow(password string) ([]byte, error) {
	// ok: go.password-fast-hash
	return bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
}

func checksum(data []byte) [32]byte {
	// ok: go.password-fast-hash
	return sha256.Sum256(data)
}

func token(passwordResetID string) [32]byte {
	// ok: go.password-fast-hash
	return sha256.Sum256([]byte(passwordResetID))
}
