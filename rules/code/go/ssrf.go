package proxy

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

var feeds = map[string]string{"news": "https://news.example/feed"}
var hosts = map[string]bool{"images.example.com": true}

func preview(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.ssrf
	page, err := http.Get(r.URL.Query().Get("url"))
	target := r.FormValue("target")
	// ruleid: go.ssrf
	req, err := http.NewRequest("GET", target, nil)
	// ruleid: go.ssrf
	page, err = client.Get(fmt.Sprintf("https://%s/status", r.FormValue("host")))
	// ok: go.ssrf
	page, err = http.Get(feeds[r.FormValue("feed")])
	// ok: go.ssrf
	page, err = http.Get("https://api.example.com/users/" + r.PathValue("id"))
	// ok: go.ssrf
	page, err = http.Get(fmt.Sprintf("https://api.example.com/users/%s", r.PathValue("id")))
	_, _, _ = page, req, err
}

func image(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("image")
	parsed, err := url.Parse(raw)
	if err != nil || parsed.Scheme != "https" || !hosts[parsed.Hostname()] {
		http.Error(w, "no such host", http.StatusBadRequest)
		return
	}
	// ok: go.ssrf
	page, err := http.Get(parsed.String())
	// ok: go.ssrf
	page, err = http.Get(raw)
	_ = page
}

func withClients(w http.ResponseWriter, r *http.Request) {
	c := &http.Client{Timeout: time.Second}
	// ruleid: go.ssrf
	c.Get(r.FormValue("url"))
	plain := http.Client{}
	// ruleid: go.ssrf
	plain.Post(r.FormValue("url"), "text/plain", nil)
	// ruleid: go.ssrf
	http.DefaultClient.Get(r.FormValue("url"))
	// ok: go.ssrf
	c.Get("https://api.example.com/status")
	cache := newCache()
	// ok: go.ssrf
	cache.Get(r.FormValue("key"))
	// ok: go.ssrf
	r.Header.Get(r.FormValue("name"))
}

func fetch(rawURL string) (*http.Response, error) {
	// ruleid: go.ssrf-unchecked-parameter
	return http.Get(rawURL)
}

func fetchLater(ctx context.Context, url string) (*http.Response, error) {
	// ruleid: go.ssrf-unchecked-parameter
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func head(url string) (*http.Response, error) {
	// ruleid: go.ssrf-unchecked-parameter
	return http.Head(url)
}

func fetchChecked(rawURL string) (*http.Response, error) {
	parsed, err := url.Parse(rawURL)
	if err != nil {
		return nil, err
	}
	if !hosts[parsed.Hostname()] {
		return nil, errors.New("host")
	}
	// ok: go.ssrf-unchecked-parameter
	return http.Get(rawURL)
}

func user(id string) (*http.Response, error) {
	// ok: go.ssrf-unchecked-parameter
	return http.Get("https://api.example.com/users/" + id)
}

func send(endpoint string, body []byte) (*http.Response, error) {
	// ok: go.ssrf-unchecked-parameter
	return http.Post(endpoint, "application/json", bytes.NewReader(body))
}

type previewer struct{ client *http.Client }

func (p *previewer) preview(url string) (*http.Response, error) {
	// ruleid: go.ssrf-unchecked-parameter
	return p.client.Get(url)
}
