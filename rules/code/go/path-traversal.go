package files

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

const dir = "/srv/files"

func download(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go.path-traversal
	data, err := os.ReadFile(filepath.Join(dir, name))
	// ruleid: go.path-traversal
	http.ServeFile(w, r, dir+"/"+name)
	path := filepath.Join(dir, filepath.Clean(r.FormValue("path")))
	// ruleid: go.path-traversal
	file, err := os.Open(path)
	// ok: go.path-traversal
	data, err = os.ReadFile(filepath.Join(dir, filepath.Base(name)))
	// ok: go.path-traversal
	data, err = os.ReadFile(filepath.Join(dir, filepath.Clean("/"+name)))
	_, _, _ = data, file, err
}

func checked(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join(dir, r.FormValue("path"))
	if !strings.HasPrefix(path, dir+"/") {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	// ok: go.path-traversal
	http.ServeFile(w, r, path)
}

func local(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	if name == "" || strings.Contains(name, "..") {
		return
	}
	// ok: go.path-traversal
	http.ServeFile(w, r, filepath.Join(dir, name))
}

func rooted(w http.ResponseWriter, r *http.Request) {
	root, err := os.OpenRoot(dir)
	// ok: go.path-traversal
	file, err := root.Open(r.FormValue("path"))
	_, _ = file, err
}

func upload(c *gin.Context) {
	file, _ := c.FormFile("file")
	// ruleid: go.path-traversal
	c.SaveUploadedFile(file, "uploads/"+file.Filename)
	// ok: go.path-traversal
	c.SaveUploadedFile(file, filepath.Join("uploads", filepath.Base(file.Filename)))
}
