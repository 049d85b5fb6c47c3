package uploads

import (
	"bytes"
	"io"
	"net/http"
)

func read(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.unbounded-body
	data, err := io.ReadAll(r.Body)
	_, _ = data, err
}

func copied(w http.ResponseWriter, req *http.Request) {
	var buffer bytes.Buffer
	// ruleid: go.unbounded-body
	io.Copy(&buffer, req.Body)
}

func buffered(w http.ResponseWriter, r *http.Request) {
	buffer := new(bytes.Buffer)
	// ruleid: go.unbounded-body
	buffer.ReadFrom(r.Body)
}

func limited(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	// ok: go.unbounded-body
	data, err := io.ReadAll(r.Body)
	_, _ = data, err
}

func cut(w http.ResponseWriter, r *http.Request) {
	// ok: go.unbounded-body
	data, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	_, _ = data, err
}

func answer(resp *http.Response) ([]byte, error) {
	// ok: go.unbounded-body
	return io.ReadAll(resp.Body)
}
