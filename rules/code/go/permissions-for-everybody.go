package files

import "os"

func open(path string, data []byte) {
	// ruleid: go.permissions-for-everybody
	os.WriteFile(path, data, 0777)
	// ruleid: go.permissions-for-everybody
	os.Chmod(path, 0o666)
	// ruleid: go.permissions-for-everybody
	os.MkdirAll(path, 0o777)
	// ok: go.permissions-for-everybody
	os.WriteFile(path, data, 0o600)
	// ok: go.permissions-for-everybody
	os.MkdirAll(path, 0o755)
	// ok: go.permissions-for-everybody
	os.OpenFile(path, os.O_CREATE, 0o666)
}

func secrets(path string, password, key []byte, publicKey []byte) {
	// ruleid: go.permissions-for-everybody-secret
	os.WriteFile("server.key", key, 0o644)
	// ruleid: go.permissions-for-everybody-secret
	os.WriteFile(path, password, 0644)
	// ruleid: go.permissions-for-everybody-secret
	os.OpenFile("credentials.json", os.O_CREATE|os.O_WRONLY, 0o644)
	// ok: go.permissions-for-everybody-secret
	os.WriteFile("server.key", key, 0o600)
	// ok: go.permissions-for-everybody-secret
	os.WriteFile("server.pub", publicKey, 0o644)
	// ok: go.permissions-for-everybody-secret
	os.WriteFile("report.txt", key, 0o644)
}
