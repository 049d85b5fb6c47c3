package pages

import (
	"fmt"
	"html/template"
	"net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.template-injection
	t, err := template.New("t").Parse("Hello " + r.FormValue("name"))
	text := fmt.Sprintf("<p>%s</p>", r.URL.Query().Get("text"))
	// ruleid: go.template-injection
	t, err = template.New("t").Parse(text)
	// ruleid: go.template-injection
	t = template.Must(template.New("t").Parse(r.PostFormValue("template")))
	// ok: go.template-injection
	t, err = template.New("t").Parse("Hello {{.Name}}")
	// ok: go.template-injection
	t, err = template.New(r.FormValue("name")).Parse("Hello {{.Name}}")
	// ok: go.template-injection
	err = t.Execute(w, map[string]string{"Name": r.FormValue("name")})
	_ = err
}
