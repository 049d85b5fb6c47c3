package boxes

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rc4"
)

func weak(key []byte) {
	// ruleid: go.weak-cipher
	one, err := des.NewCipher(key)
	// ruleid: go.weak-cipher
	three, err := des.NewTripleDESCipher(key)
	// ruleid: go.weak-cipher
	stream, err := rc4.NewCipher(key)
	_, _, _, _ = one, three, stream, err
}

func strong(key []byte) (cipher.AEAD, error) {
	// ok: go.weak-cipher
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	// ok: go.weak-cipher
	return cipher.NewGCM(block)
}

func other(key []byte) (cipher.AEAD, error) {
	// ok: go.weak-cipher
	return chacha20poly1305.New(key)
}
