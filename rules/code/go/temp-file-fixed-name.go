package reports

import (
	"fmt"
	"os"
	"path/filepath"
)

func write(data []byte, id int) {
	// ruleid: go.temp-file-fixed-name
	os.WriteFile("/tmp/report.txt", data, 0o600)
	name := filepath.Join(os.TempDir(), fmt.Sprintf("report-%d.txt", id))
	// ruleid: go.temp-file-fixed-name
	file, err := os.Create(name)
	// ruleid: go.temp-file-fixed-name
	file, err = os.OpenFile("/var/tmp/report.log", os.O_CREATE|os.O_WRONLY, 0o600)
	// ok: go.temp-file-fixed-name
	file, err = os.OpenFile("/tmp/report.log", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	// ok: go.temp-file-fixed-name
	file, err = os.CreateTemp("", "report-*.txt")
	dir, err := os.MkdirTemp("", "report-")
	// ok: go.temp-file-fixed-name
	os.WriteFile(filepath.Join(dir, "report.txt"), data, 0o600)
	// ok: go.temp-file-fixed-name
	data, err = os.ReadFile("/tmp/report.txt")
	_, _ = file, err
}
