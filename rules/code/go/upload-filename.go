package uploads

import (
	"net/http"
	"os"
	"path/filepath"
)

func upload(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("file")
	// ruleid: go.upload-filename
	out, err := os.Create("uploads/" + header.Filename)
	_, _, _ = file, out, err
}

func joined(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("file")
	path := filepath.Join("uploads", filepath.Base(header.Filename))
	// ruleid: go.upload-filename
	out, err := os.Create(path)
	_, _, _ = file, out, err
}

func gin(c *gin.Context) {
	file, _ := c.FormFile("file")
	// ruleid: go.upload-filename
	c.SaveUploadedFile(file, "uploads/"+file.Filename)
}

func checked(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("file")
	if !allowed[filepath.Ext(header.Filename)] {
		return
	}
	// ok: go.upload-filename
	out, err := os.Create(filepath.Join("uploads", filepath.Base(header.Filename)))
	_, _, _ = file, out, err
}

func renamed(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("file")
	// ok: go.upload-filename
	out, err := os.CreateTemp("uploads", "upload-*")
	_, _, _ = file, out, err
}

func report(name string) {
	// ok: go.upload-filename
	out, err := os.Create(filepath.Join("reports", name))
	_, _ = out, err
}
