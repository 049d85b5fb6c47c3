package boxes

import (
	"crypto/aes"
	"crypto/cipher"
)

func encrypt(key, text []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	for at := 0; at < len(text); at += aes.BlockSize {
		// ruleid: go.ecb-mode
		block.Encrypt(out[at:at+aes.BlockSize], text[at:at+aes.BlockSize])
	}
	return out, nil
}

func single(key, text []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	out := make([]byte, 16)
	// ruleid: go.ecb-mode
	block.Decrypt(out, text)
	return out, err
}

func all(block cipher.Block, text, out []byte) {
	for len(text) > 0 {
		// ruleid: go.ecb-mode
		block.Encrypt(out, text[:16])
		text, out = text[16:], out[16:]
	}
}

func sealed(key, nonce, text []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	// ok: go.ecb-mode
	return aead.Seal(nil, nonce, text, nil), nil
}

func chained(block cipher.Block, iv, out, text []byte) {
	for at := range text {
		out[at] = text[at] ^ iv[at%16]
	}
	// ok: go.ecb-mode
	block.Encrypt(out, out[:16])
}

func stream(key, iv, text []byte) {
	block, _ := aes.NewCipher(key)
	// ok: go.ecb-mode
	cipher.NewCTR(block, iv).XORKeyStream(text, text)
}
