package pages

import (
	"fmt"
	"html"
	"strconv"
)

func greeting(name string) string {
	// ruleid: go.html-built-from-strings
	return fmt.Sprintf("<h1>Hello, %s!</h1>", name)
}

func comment(text string) string {
	// ruleid: go.html-built-from-strings
	return "<p>" + text + "</p>"
}

func page(title, body string) string {
	text := fmt.Sprintf(
		`<html><body>%s</body></html>`,
		// ruleid: go.html-built-from-strings
		body)
	return text
}

func safe(name string) string {
	// ok: go.html-built-from-strings
	return fmt.Sprintf("<h1>Hello, %s!</h1>", html.EscapeString(name))
}

func count(text string) string {
	number, _ := strconv.Atoi(text)
	// ok: go.html-built-from-strings
	return fmt.Sprintf("<b>%d</b>", number)
}

func plain(name string) string {
	// ok: go.html-built-from-strings
	return fmt.Sprintf("Hello, %s <%s>", name, "a@example.com")
}
