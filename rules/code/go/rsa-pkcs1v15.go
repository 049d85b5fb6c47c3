package keys

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
)

func encrypt(key *rsa.PublicKey, private *rsa.PrivateKey, text []byte) {
	// ruleid: go.rsa-pkcs1v15
	one, err := rsa.EncryptPKCS1v15(rand.Reader, key, text)
	// ruleid: go.rsa-pkcs1v15
	two, err := rsa.DecryptPKCS1v15(rand.Reader, private, one)
	// ruleid: go.rsa-pkcs1v15
	two, err = rsa.DecryptPKCS1v15(nil, private, one)
	// ok: go.rsa-pkcs1v15
	one, err = rsa.EncryptOAEP(sha256.New(), rand.Reader, key, text, nil)
	// ok: go.rsa-pkcs1v15
	two, err = rsa.DecryptOAEP(sha256.New(), nil, private, one, nil)
	// ok: go.rsa-pkcs1v15
	err = rsa.VerifyPKCS1v15(key, 0, text, two)
	_ = err
}
