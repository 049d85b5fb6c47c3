package unpack

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"strings"
)

func unzip(archive *zip.ReadCloser, dest string) error {
	for _, entry := range archive.File {
		path := filepath.Join(dest, entry.Name)
		// ruleid: go.archive-entry-path
		os.MkdirAll(path, 0o755)
		// ruleid: go.archive-entry-path
		out, err := os.OpenFile(path, os.O_CREATE, 0o600)
		_, _ = out, err
	}
	return nil
}

func untar(reader *tar.Reader, dest string) error {
	for {
		header, err := reader.Next()
		if err != nil {
			return err
		}
		// ruleid: go.archive-entry-path
		out, err := os.Create(dest + "/" + header.Name)
		_ = out
	}
}

func unzipSafely(archive *zip.ReadCloser, dest string) error {
	for _, entry := range archive.File {
		if !filepath.IsLocal(entry.Name) {
			return errors.New("outside")
		}
		// ok: go.archive-entry-path
		os.MkdirAll(filepath.Join(dest, entry.Name), 0o755)
	}
	for _, entry := range archive.File {
		path := filepath.Join(dest, entry.Name)
		if !strings.HasPrefix(path, filepath.Clean(dest)+string(os.PathSeparator)) {
			return errors.New("outside")
		}
		// ok: go.archive-entry-path
		os.MkdirAll(path, 0o755)
	}
	for _, entry := range archive.File {
		// ok: go.archive-entry-path
		os.Create(filepath.Join(dest, filepath.Base(entry.Name)))
	}
	return nil
}
