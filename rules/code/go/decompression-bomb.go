package unpack

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"io"
	"os"
)

const limit = 10 << 20

func gunzip(in io.Reader, out io.Writer) error {
	reader, err := gzip.NewReader(in)
	if err != nil {
		return err
	}
	defer reader.Close()
	// ruleid: go.decompression-bomb
	_, err = io.Copy(out, reader)
	return err
}

func all(in io.Reader) ([]byte, error) {
	reader, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	// ruleid: go.decompression-bomb
	return io.ReadAll(reader)
}

func unzip(archive *zip.ReadCloser, out *os.File) error {
	for _, entry := range archive.File {
		content, err := entry.Open()
		if err != nil {
			return err
		}
		// ruleid: go.decompression-bomb
		if _, err := io.Copy(out, content); err != nil {
			return err
		}
	}
	return nil
}

func limited(in io.Reader, out io.Writer) error {
	reader, err := gzip.NewReader(in)
	if err != nil {
		return err
	}
	// ok: go.decompression-bomb
	_, err = io.Copy(out, io.LimitReader(reader, limit))
	return err
}

func untar(in io.Reader, out io.Writer) error {
	reader := tar.NewReader(in)
	// ok: go.decompression-bomb
	_, err := io.CopyN(out, reader, limit)
	return err
}

func plain(in io.Reader, out io.Writer) error {
	// ok: go.decompression-bomb
	_, err := io.Copy(out, in)
	return err
}
