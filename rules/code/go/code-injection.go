package scripts

import (
	"net/http"
	"plugin"

	"github.com/dop251/goja"
	"github.com/robertkrimen/otto"
)

func run(w http.ResponseWriter, r *http.Request) {
	vm := goja.New()
	// ruleid: go.code-injection
	value, err := vm.RunString(r.FormValue("script"))
	js := otto.New()
	// ruleid: go.code-injection
	result, err := js.Run("return " + r.FormValue("expression"))
	// ruleid: go.code-injection
	module, err := plugin.Open(r.FormValue("plugin"))
	// ok: go.code-injection
	value, err = vm.RunString("1 + 1")
	vm.Set("name", r.FormValue("name"))
	// ok: go.code-injection
	value, err = vm.RunString("name.length")
	// ok: go.code-injection
	result, err = js.Call("total", nil, r.FormValue("count"))
	_, _, _, _ = value, result, module, err
}
