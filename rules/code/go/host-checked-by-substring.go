package redirects

import (
	"net/url"
	"strings"
)

func trusted(target string) bool {
	// ruleid: go.host-checked-by-substring
	return strings.Contains(target, "example.com")
}

func own(address string) bool {
	// ruleid: go.host-checked-by-substring
	return strings.HasPrefix(address, "https://example.com")
}

func sub(u *url.URL) bool {
	// ruleid: go.host-checked-by-substring
	return strings.HasSuffix(u.Hostname(), "example.com")
}

func exact(u *url.URL) bool {
	// ok: go.host-checked-by-substring
	return u.Hostname() == "example.com" || strings.HasSuffix(u.Hostname(), ".example.com")
}

func prefix(address string) bool {
	// ok: go.host-checked-by-substring
	return strings.HasPrefix(address, "https://example.com/")
}

func page(target string) bool {
	// ok: go.host-checked-by-substring
	return strings.Contains(target, "index.html")
}
