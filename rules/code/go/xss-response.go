package pages

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go.xss-response
	fmt.Fprintf(w, "<h1>Hello %s</h1>", name)
	// ruleid: go.xss-response
	w.Write([]byte("<p>" + name + "</p>"))
	// ruleid: go.xss-response
	io.WriteString(w, fmt.Sprintf("<b>%s</b>", r.FormValue("text")))
	// ok: go.xss-response
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(name))
	safe := html.EscapeString(r.FormValue("text"))
	// ok: go.xss-response
	io.WriteString(w, "<b>"+safe+"</b>")
}

func api(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	// ok: go.xss-response
	fmt.Fprintf(w, `{"path": %q}`, r.URL.Path)
	data, _ := json.Marshal(r.Header)
	// ok: go.xss-response
	w.Write(data)
}

func page(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	// ruleid: go.xss-response
	fmt.Fprint(w, "<p>"+r.FormValue("q")+"</p>")
}

func echoed(c echo.Context) error {
	// ruleid: go.xss-response
	return c.HTML(http.StatusOK, "<p>"+c.QueryParam("q")+"</p>")
}

func served(w http.ResponseWriter, r *http.Request) {
	name := filepath.Base(r.FormValue("name"))
	data, err := os.ReadFile(filepath.Join("/srv/pages", name))
	if err != nil {
		// ruleid: go.xss-response
		fmt.Fprintf(w, "<p>No page %s</p>", name)
		return
	}
	// ok: go.xss-response
	w.Write(data)
}

func looked(w http.ResponseWriter, r *http.Request) {
	command := exec.Command("whois", r.FormValue("name"))
	out, _ := command.CombinedOutput()
	// ok: go.xss-response
	fmt.Fprintf(w, "<pre>%s</pre>", out)
}

func opened(w http.ResponseWriter, r *http.Request) {
	file, _ := os.Open(filepath.Join("/srv/pages", filepath.Base(r.URL.Path)))
	data, _ := io.ReadAll(file)
	// ok: go.xss-response
	w.Write(data)
	sent, _ := io.ReadAll(r.Body)
	// ruleid: go.xss-response
	w.Write(sent)
}
