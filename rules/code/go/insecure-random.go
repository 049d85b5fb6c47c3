package tokens

import (
	"fmt"
	"math/rand"
)

const letters = "abcdefghijklmnopqrstuvwxyz"

func newToken() string {
	out := make([]byte, 32)
	for i := range out {
		// ruleid: go.insecure-random
		out[i] = letters[rand.Intn(len(letters))]
	}
	return string(out)
}

func login(user User) {
	// ruleid: go.insecure-random
	sessionID := fmt.Sprint(rand.Int63())
	// ruleid: go.insecure-random
	user.Salt = fmt.Sprintf("%x", rand.Uint64())
	// ruleid: go.insecure-random
	otp := 100000 + rand.Intn(900000)
	_, _ = sessionID, otp
}

func shuffle(cards []int) {
	for i := range cards {
		// ok: go.insecure-random
		j := rand.Intn(i + 1)
		cards[i], cards[j] = cards[j], cards[i]
	}
}

func jitter(base int) int {
	// ok: go.insecure-random
	return base + rand.Intn(100)
}

func sample(names []string) string {
	// ok: go.insecure-random
	return names[rand.Intn(len(names))]
}

func randomText(n int) string {
	letters := "abcdefghijklmnopqrstuvwxyz"
	b := make([]byte, n)
	for i := range b {
		// ruleid: go.insecure-random
		b[i] = letters[rand.Intn(len(letters))]
	}
	return string(b)
}

func pickOne(items []string) string {
	// ok: go.insecure-random
	return items[rand.Intn(len(items))]
}

func fourDigits() string {
	// ruleid: go.insecure-random
	return fmt.Sprintf("%04d", rand.Intn(10000))
}
