package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

const root = "/srv/files"

func read(filename string) ([]byte, error) {
	// ruleid: go.path-joined-unchecked
	return os.ReadFile(filepath.Join(root, filename))
}

func write(base, fileName string, data []byte) error {
	target := filepath.Join(base, fileName)
	// ruleid: go.path-joined-unchecked
	return os.WriteFile(target, data, 0o600)
}

func open(userPath string) (*os.File, error) {
	// ruleid: go.path-joined-unchecked
	return os.Open(root + "/" + userPath)
}

func readSafely(filename string) ([]byte, error) {
	if !filepath.IsLocal(filename) {
		return nil, errors.New("outside")
	}
	// ok: go.path-joined-unchecked
	return os.ReadFile(filepath.Join(root, filename))
}

func readBelow(filename string) ([]byte, error) {
	full := filepath.Join(root, filename)
	abs, err := filepath.Abs(full)
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(abs, root+string(os.PathSeparator)) {
		return nil, errors.New("outside")
	}
	// ok: go.path-joined-unchecked
	return os.ReadFile(abs)
}

func load(configPath string) ([]byte, error) {
	// ok: go.path-joined-unchecked
	return os.ReadFile(configPath)
}

func readIn(base, name string) ([]byte, error) {
	// ruleid: go.path-joined-unchecked
	return os.ReadFile(filepath.Join(base, name))
}

func readWithin(dir, name string) ([]byte, error) {
	if !filepath.IsLocal(name) {
		return nil, os.ErrInvalid
	}
	// ok: go.path-joined-unchecked
	return os.ReadFile(filepath.Join(dir, name))
}

type store struct{ dir string }

func (s *store) read(filename string) ([]byte, error) {
	// ruleid: go.path-joined-unchecked
	return os.ReadFile(filepath.Join(s.dir, filename))
}
