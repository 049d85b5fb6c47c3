package files

import (
	"errors"
	"io/fs"
	"os"
)

func create(path string, data []byte) error {
	if _, err := os.Stat(path); os.IsNotExist(err) {
		// ruleid: go.check-then-open
		return os.WriteFile(path, data, 0o600)
	}
	return errors.New("exists")
}

func createOnce(path string) (*os.File, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		// ruleid: go.check-then-open
		return os.Create(path)
	}
	return nil, fs.ErrExist
}

func take(path string, user int) error {
	info, err := os.Lstat(path)
	if err != nil || info.IsDir() {
		return err
	}
	// ruleid: go.check-then-open
	return os.Chown(path, user, user)
}

func createSafely(path string) (*os.File, error) {
	// ok: go.check-then-open
	return os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
}

func replace(path string, data []byte) error {
	// ok: go.check-then-open
	return os.WriteFile(path, data, 0o600)
}

func size(path string) (int64, error) {
	// ok: go.check-then-open
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
