package boxes

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"io"
)

func fixed(block cipher.Block, text []byte) {
	iv := []byte("1234567890123456")
	// ruleid: go.static-iv
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(text, text)
}

func zero(block cipher.Block, text []byte) {
	iv := make([]byte, aes.BlockSize)
	// ruleid: go.static-iv
	stream := cipher.NewCTR(block, iv)
	stream.XORKeyStream(text, text)
}

func sealed(aead cipher.AEAD, text []byte) []byte {
	nonce := make([]byte, 12)
	// ruleid: go.static-iv
	return aead.Seal(nil, nonce, text, nil)
}

func fromKey(block cipher.Block, key, text []byte) {
	// ruleid: go.static-iv
	mode := cipher.NewCBCEncrypter(block, key[:aes.BlockSize])
	mode.CryptBlocks(text, text)
}

func random(aead cipher.AEAD, text []byte) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	// ok: go.static-iv
	return aead.Seal(nonce, nonce, text, nil), nil
}

func prefixed(block cipher.Block, text []byte) ([]byte, error) {
	out := make([]byte, aes.BlockSize+len(text))
	iv := out[:aes.BlockSize]
	if _, err := io.ReadFull(rand.Reader, iv); err != nil {
		return nil, err
	}
	// ok: go.static-iv
	cipher.NewCTR(block, iv).XORKeyStream(out[aes.BlockSize:], text)
	return out, nil
}

func given(block cipher.Block, iv, text []byte) {
	// ok: go.static-iv
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(text, text)
}
