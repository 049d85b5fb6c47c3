package numbers

import (
	"math"
	"strconv"
)

func id(text string) (int32, error) {
	number, err := strconv.Atoi(text)
	if err != nil {
		return 0, err
	}
	// ruleid: go.integer-narrowing
	return int32(number), nil
}

func port(text string) uint16 {
	number, _ := strconv.ParseInt(text, 10, 64)
	// ruleid: go.integer-narrowing
	return uint16(number)
}

func small(text string) uint8 {
	number, _ := strconv.ParseUint(text, 10, 64)
	// ruleid: go.integer-narrowing
	return uint8(number)
}

func wide(text string) (int64, error) {
	number, err := strconv.Atoi(text)
	// ok: go.integer-narrowing
	return int64(number), err
}

func fitting(text string) (int32, error) {
	number, err := strconv.ParseInt(text, 10, 32)
	// ok: go.integer-narrowing
	return int32(number), err
}

func checked(text string) (int32, bool) {
	number, err := strconv.Atoi(text)
	if err != nil || number > math.MaxInt32 || number < math.MinInt32 {
		return 0, false
	}
	// ok: go.integer-narrowing
	return int32(number), true
}
