package pages

import (
	"net/http"
	"text/template"
)

var page = template.Must(template.New("page").ParseFiles("page.html"))

// ruleid: go.template-without-escaping-html
var inline = template.Must(template.New("inline").Parse("<p>Hello {{.Name}}</p>"))

// ok: go.template-without-escaping-html
var mail = template.Must(template.New("mail").Parse("Dear {{.Name}},\n"))

func show(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.template-without-escaping
	page.Execute(w, r.FormValue("name"))
	// ruleid: go.template-without-escaping
	err := page.ExecuteTemplate(w, "page", map[string]string{"name": r.FormValue("name")})
	// ruleid: go.template-without-escaping-html
	t, err := template.New("t").Parse(`<div>{{.}}</div>`)
	// ruleid: go.template-without-escaping-html
	t, err = template.New("t").Parse("<html><body>{{.Body}}</body></html>")
	// ok: go.template-without-escaping-html
	t, err = template.New("t").Parse("{{.}}")
	// ok: go.template-without-escaping-html
	t, err = template.New("t").Parse("<p>nothing to fill in</p>")
	_, _ = t, err
}

func showAgain(w http.ResponseWriter, req *http.Request) {
	// ruleid: go.template-without-escaping
	page.Execute(w, req.URL)
	// ruleid: go.template-without-escaping-typed
	bio := template.HTML(req.FormValue("bio"))
	// ruleid: go.template-without-escaping-typed
	script := template.JS(req.URL.Query().Get("callback"))
	// ruleid: go.template-without-escaping-typed
	link := template.URL(req.FormValue("link"))
	// ok: go.template-without-escaping-typed
	clean := template.HTML(policy.Sanitize(req.FormValue("bio")))
	// ok: go.template-without-escaping-typed
	fixed := template.HTML("<b>fixed</b>")
	// ok: go.template-without-escaping-typed
	text := req.FormValue("bio")
	_, _, _, _, _, _ = bio, script, link, clean, fixed, text
}

func report(out *os.File, rows []string) error {
	// ok: go.template-without-escaping
	return page.Execute(out, rows)
}

func generate(buffer *bytes.Buffer, rows []string) error {
	// ok: go.template-without-escaping
	return page.Execute(buffer, rows)
}

func render(name string) string {
	var buffer strings.Builder
	// ok: go.template-without-escaping
	mail.Execute(&buffer, name)
	return buffer.String()
}

func trusted(bio, script, link string) (a, b, c any) {
	// ruleid: go.template-without-escaping-parameter
	a = template.HTML(bio)
	// ruleid: go.template-without-escaping-parameter
	b = template.JS("call(" + script + ")")
	// ruleid: go.template-without-escaping-parameter
	c = template.URL(link)
	return
}

func cleaned(bio string) (a, b, c any) {
	// ok: go.template-without-escaping-parameter
	a = template.HTML(sanitizer.Sanitize(bio))
	// ok: go.template-without-escaping-parameter
	b = template.HTML(template.HTMLEscapeString(bio))
	// ok: go.template-without-escaping-parameter
	c = template.HTML("<hr>")
	return
}
