package users

import (
	"encoding/json"
	"fmt"
	"net/http"

	"go.mongodb.org/mongo-driver/bson"
)

func find(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go.nosql-injection
	cursor, err := users.Find(r.Context(), bson.M{"$where": fmt.Sprintf("this.name == '%s'", name)})
	// ok: go.nosql-injection
	cursor, err = users.Find(r.Context(), bson.M{"name": name})
	// ok: go.nosql-injection
	cursor, err = users.Find(r.Context(), bson.M{"$where": "this.a == this.b"})
	_, _ = cursor, err
}

func login(w http.ResponseWriter, r *http.Request) {
	var filter bson.M
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return
	}
	// ruleid: go.nosql-injection
	user := users.FindOne(r.Context(), filter)
	_ = user
}

func parse(text string) (filter bson.M, err error) {
	query := fmt.Sprintf(`{"name": "%s"}`, text)
	// ruleid: go.nosql-injection
	err = bson.UnmarshalExtJSON([]byte(query), true, &filter)
	return filter, err
}

func typed(w http.ResponseWriter, r *http.Request) {
	var form struct{ Name string }
	if err := json.NewDecoder(r.Body).Decode(&form); err != nil {
		return
	}
	// ok: go.nosql-injection
	user := users.FindOne(r.Context(), bson.M{"name": form.Name})
	_ = user
}
