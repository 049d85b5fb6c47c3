package auth

import (
	"errors"

	"github.com/golang-jwt/jwt/v5"
)

func read(text string, claims jwt.Claims) (*jwt.Token, error) {
	// ruleid: go.jwt-unverified
	token, _, err := jwt.NewParser().ParseUnverified(text, claims)
	return token, err
}

func none(claims jwt.Claims) (string, error) {
	// ruleid: go.jwt-unverified
	token := jwt.NewWithClaims(jwt.SigningMethodNone, claims)
	// ruleid: go.jwt-unverified
	return token.SignedString(jwt.UnsafeAllowNoneSignatureType)
}

func open(text string, key []byte) (*jwt.Token, error) {
	// ruleid: go.jwt-unverified-method
	return jwt.Parse(text, func(token *jwt.Token) (interface{}, error) {
		return key, nil
	})
}

func openClaims(text string, claims jwt.Claims) (*jwt.Token, error) {
	// ruleid: go.jwt-unverified-method
	token, err := jwt.ParseWithClaims(text, claims, func(t *jwt.Token) (any, error) {
		return publicKey, nil
	})
	return token, err
}

func openAgain(text string) bool {
	// ruleid: go.jwt-unverified-method
	token, err := jwt.Parse(text, func(token *jwt.Token) (interface{}, error) { return publicKey, nil })
	return err == nil && token.Valid
}

func checked(text string, key []byte) (*jwt.Token, error) {
	// ok: go.jwt-unverified-method, go.jwt-unverified
	return jwt.Parse(text, func(token *jwt.Token) (interface{}, error) {
		if _, ok := token.Method.(*jwt.SigningMethodHMAC); !ok {
			return nil, errors.New("method")
		}
		return key, nil
	})
}

func listed(text string, key []byte) (*jwt.Token, error) {
	// ok: go.jwt-unverified-method, go.jwt-unverified
	return jwt.Parse(text, func(token *jwt.Token) (interface{}, error) {
		return key, nil
	}, jwt.WithValidMethods([]string{"HS256"}))
}

func named(text string, claims jwt.Claims) (*jwt.Token, error) {
	// ok: go.jwt-unverified-method, go.jwt-unverified
	return jwt.ParseWithClaims(text, claims, keyOf, jwt.WithValidMethods([]string{"RS256"}))
}
