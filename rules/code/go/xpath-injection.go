package users

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/antchfx/xmlquery"
)

var word = regexp.MustCompile(`^\w+$`)

func find(doc *xmlquery.Node, w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go.xpath-injection
	user := xmlquery.FindOne(doc, "//user[@name='"+name+"']")
	// ruleid: go.xpath-injection
	users, err := xmlquery.QueryAll(doc, fmt.Sprintf("//user[@name='%s']", name))
	_, _, _ = user, users, err
}

func login(doc *xmlquery.Node, name, password string) *xmlquery.Node {
	// ruleid: go.xpath-injection
	return xmlquery.FindOne(doc, fmt.Sprintf("//user[name='%s' and password='%s']", name, password))
}

func all(doc *xmlquery.Node) []*xmlquery.Node {
	// ok: go.xpath-injection
	return xmlquery.Find(doc, "//user")
}

func checked(doc *xmlquery.Node, name string) *xmlquery.Node {
	if !word.MatchString(name) {
		return nil
	}
	// ok: go.xpath-injection
	return xmlquery.FindOne(doc, "//user[@name='"+name+"']")
}

func quoted(doc *xmlquery.Node, name string) *xmlquery.Node {
	if strings.ContainsAny(name, `'"`) {
		return nil
	}
	// ok: go.xpath-injection
	return xmlquery.FindOne(doc, "//user[@name='"+name+"']")
}
