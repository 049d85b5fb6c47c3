package boxes

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/sha256"
	"os"

	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/sessions"
)

// ruleid: go.hardcoded-crypto-key
var store = sessions.NewCookieStore([]byte("something-very-secret"))

var jwtKey = []byte("my_secret_key")

func encrypt(text []byte) error {
	// ruleid: go.hardcoded-crypto-key
	block, err := aes.NewCipher([]byte("0123456789abcdef"))
	key := "0123456789abcdef0123456789abcdef"
	// ruleid: go.hardcoded-crypto-key
	block, err = aes.NewCipher([]byte(key))
	// ruleid: go.hardcoded-crypto-key
	mac := hmac.New(sha256.New, []byte("signing-key"))
	// ok: go.hardcoded-crypto-key
	block, err = aes.NewCipher([]byte(os.Getenv("APP_KEY")))
	// ok: go.hardcoded-crypto-key
	mac = hmac.New(sha256.New, config.Key)
	secret, err := loadKey("key.pem")
	// ok: go.hardcoded-crypto-key
	block, err = aes.NewCipher(secret)
	_, _ = block, mac
	return err
}

func sign(claims jwt.MapClaims) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	// ruleid: go.hardcoded-crypto-key-jwt
	return token.SignedString([]byte("secret"))
}

func signNamed(claims jwt.MapClaims) (string, error) {
	// ruleid: go.hardcoded-crypto-key-jwt
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(jwtKey)
}

func parse(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (interface{}, error) {
		// ruleid: go.hardcoded-crypto-key-jwt
		return []byte("secret"), nil
	}, jwt.WithValidMethods([]string{"HS256"}))
}

func signSafely(claims jwt.MapClaims) (string, error) {
	// ok: go.hardcoded-crypto-key-jwt
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(os.Getenv("JWT_KEY")))
}

func parseSafely(text string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (interface{}, error) {
		// ok: go.hardcoded-crypto-key-jwt
		return key, nil
	}, jwt.WithValidMethods([]string{"HS256"}))
}

func signConfigured(token *jwt.Token, config Config) (string, error) {
	// ok: go.hardcoded-crypto-key-jwt
	return token.SignedString(config.Key)
}
