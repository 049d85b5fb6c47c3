package tools

import (
	"fmt"
	"net/http"
	"os/exec"
	"regexp"
)

var hostname = regexp.MustCompile(`^[a-z0-9.-]+$`)

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	// ruleid: go.os-command-injection
	out, err := exec.Command("sh", "-c", "ping -c 1 "+host).CombinedOutput()
	// ruleid: go.os-command-injection
	out, err = exec.CommandContext(r.Context(), "/bin/bash", "-c", fmt.Sprintf("dig %s", host)).Output()
	// ruleid: go.os-command-injection
	err = exec.Command(r.FormValue("tool"), "--version").Run()
	// ok: go.os-command-injection
	out, err = exec.Command("ping", "-c", "1", host).Output()
	// ok: go.os-command-injection
	out, err = exec.Command("sh", "-c", "uptime").Output()
	if !hostname.MatchString(host) {
		http.Error(w, "no such host", http.StatusBadRequest)
		return
	}
	// ok: go.os-command-injection
	out, err = exec.Command("sh", "-c", "ping -c 1 "+host).Output()
	_, _ = out, err
}

func list(c *gin.Context) {
	// ruleid: go.os-command-injection
	out, err := exec.Command("bash", "-c", "ls "+c.Query("dir")).Output()
	_, _ = out, err
}
