package remote

import (
	"net"

	"golang.org/x/crypto/ssh"
)

func connect(user string, auth ssh.AuthMethod) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		User: user,
		Auth: []ssh.AuthMethod{auth},
		// ruleid: go.ssh-host-key-unchecked
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	}
}

func accept(user string) *ssh.ClientConfig {
	// ruleid: go.ssh-host-key-unchecked
	return &ssh.ClientConfig{
		User: user,
		HostKeyCallback: func(hostname string, remote net.Addr, key ssh.PublicKey) error { return nil },
	}
}

func later(config *ssh.ClientConfig) {
	// ruleid: go.ssh-host-key-unchecked
	config.HostKeyCallback = func(hostname string, remote net.Addr, key ssh.PublicKey) error { return nil }
}

func pinned(user string, key ssh.PublicKey) *ssh.ClientConfig {
	// ok: go.ssh-host-key-unchecked
	return &ssh.ClientConfig{User: user, HostKeyCallback: ssh.FixedHostKey(key)}
}

func known(user string, callback ssh.HostKeyCallback) *ssh.ClientConfig {
	// ok: go.ssh-host-key-unchecked
	return &ssh.ClientConfig{User: user, HostKeyCallback: callback}
}

func server(config *ssh.ServerConfig) {
	// ok: go.ssh-host-key-unchecked
	config.PublicKeyCallback = authorise
}
