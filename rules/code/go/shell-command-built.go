package backup

import (
	"fmt"
	"os/exec"
	"strconv"
)

func pack(name string) error {
	// ruleid: go.shell-command-built
	return exec.Command("sh", "-c", "tar czf "+name+" data").Run()
}

func lookup(host string) ([]byte, error) {
	command := fmt.Sprintf("nslookup %s", host)
	// ruleid: go.shell-command-built
	return exec.Command("/bin/sh", "-c", command).Output()
}

func open(file string) error {
	// ruleid: go.shell-command-built
	cmd := exec.Command("cmd", "/C", "start "+file)
	return cmd.Run()
}

func packSafely(name string) error {
	// ok: go.shell-command-built
	return exec.Command("tar", "czf", name, "data").Run()
}

func wait(text string) error {
	seconds, err := strconv.Atoi(text)
	if err != nil {
		return err
	}
	// ok: go.shell-command-built
	return exec.Command("sh", "-c", fmt.Sprintf("sleep %d; date", seconds)).Run()
}

func uptime() ([]byte, error) {
	// ok: go.shell-command-built
	return exec.Command("sh", "-c", "uptime | cut -d, -f1").Output()
}
