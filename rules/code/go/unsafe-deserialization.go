package orders

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
)

func receive(w http.ResponseWriter, r *http.Request) {
	var order Order
	// ruleid: go.unsafe-deserialization
	err := gob.NewDecoder(r.Body).Decode(&order)
	data, err := io.ReadAll(r.Body)
	// ruleid: go.unsafe-deserialization
	err = gob.NewDecoder(bytes.NewReader(data)).Decode(&order)
	// ok: go.unsafe-deserialization
	err = json.NewDecoder(r.Body).Decode(&order)
	// ok: go.unsafe-deserialization
	err = json.Unmarshal(data, &order)
	_ = err
}

func serve(conn net.Conn) {
	var order Order
	// ruleid: go.unsafe-deserialization
	decoder := gob.NewDecoder(conn)
	decoder.Decode(&order)
}

func load(path string) (order Order, err error) {
	file, err := os.Open(path)
	// ok: go.unsafe-deserialization
	err = gob.NewDecoder(file).Decode(&order)
	return order, err
}
