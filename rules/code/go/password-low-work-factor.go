package accounts

import (
	"crypto/sha256"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"
)

func hash(password, salt []byte) {
	// ruleid: go.password-low-work-factor
	bcrypt.GenerateFromPassword(password, bcrypt.MinCost)
	// ruleid: go.password-low-work-factor
	bcrypt.GenerateFromPassword(password, 4)
	// ruleid: go.password-low-work-factor
	pbkdf2.Key(password, salt, 1000, 32, sha256.New)
	// ruleid: go.password-low-work-factor
	scrypt.Key(password, salt, 1024, 8, 1, 32)
	// ok: go.password-low-work-factor
	bcrypt.GenerateFromPassword(password, bcrypt.DefaultCost)
	// ok: go.password-low-work-factor
	bcrypt.GenerateFromPassword(password, 12)
	// ok: go.password-low-work-factor
	pbkdf2.Key(password, salt, 600000, 32, sha256.New)
	// ok: go.password-low-work-factor
	scrypt.Key(password, salt, 1<<17, 8, 1, 32)
}
