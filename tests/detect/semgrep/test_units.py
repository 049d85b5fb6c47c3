"""What may be left out of a file, language by language."""

from __future__ import annotations

import textwrap

import pytest

from answerable.detect.semgrep.bindings import bindings
from answerable.detect.semgrep.units import units
from answerable.text.snapshot import Snapshot


def first_lines(path: str, text: str) -> list[str]:
    """The first line of each definition, and indented those of its members."""
    snapshot = Snapshot.of(textwrap.dedent(text), path)
    assert snapshot.tree is not None
    found = units(snapshot.language.grammar or "", snapshot.tree.root_node)
    assert found is not None
    out = []
    for unit in found:
        out.append(snapshot.utf8[unit.start : unit.end].decode().split("\n")[0] + (" !" if unit.broken else ""))
        for member in unit.members:
            out.append("  " + snapshot.utf8[member.start : member.end].decode().split("\n")[0])
    return out


def test_python() -> None:
    text = """
        import os
        LIMIT = 3
        def plain():
            def inner(): pass
        async def later(): pass
        @app.route("/")
        def view(): pass
        class Thing(Base):
            field = 1
            def method(self): pass
            @property
            def value(self): return 1
            class Inner: pass
        if LIMIT:
            def conditional(): pass
        lambda: 0
        """
    assert first_lines("a.py", text) == [
        "def plain():",
        "async def later(): pass",
        '@app.route("/")',
        "class Thing(Base):",
        "  def method(self): pass",
        "  @property",
        "  class Inner: pass",
    ]


JAVASCRIPT = """
    import a from 'a'
    const b = require('b')
    const limit = 3, table = { x: 1, y: [2] }
    function plain() {}
    async function* many() {}
    const arrow = () => 1
    const mixed = 1, made = function () {}
    app.get('/x', (req, res) => { res.end() })
    module.exports = { plain, shorthand() {} }
    exports.limit = limit
    export default function () {}
    export class Shown { run() {} static stop() {} field = 1 }
    export const shown = 3
    class Thing extends Base {
      constructor() { super() }
      get value() { return 1 }
    }
    if (limit) { later(function () {}) }
    start()
    """


@pytest.mark.parametrize("path", ["a.js", "a.jsx", "a.ts", "a.tsx"])
def test_ecmascript(path: str) -> None:
    assert first_lines(path, JAVASCRIPT) == [
        "function plain() {}",
        "async function* many() {}",
        "const arrow = () => 1",
        "const mixed = 1, made = function () {}",
        "app.get('/x', (req, res) => { res.end() })",
        "module.exports = { plain, shorthand() {} }",
        "export default function () {}",
        "export class Shown { run() {} static stop() {} field = 1 }",
        "  run() {}",
        "  static stop() {}",
        "class Thing extends Base {",
        "  constructor() { super() }",
        "  get value() { return 1 }",
        "if (limit) { later(function () {}) }",
    ]


def test_a_method_of_typescript_has_its_decorators() -> None:
    text = """
        interface Shape { area(): number }
        type Pair = [number, (x: number) => string]
        export abstract class Thing {
          @Input() name: string
          @Get('/a')
          @Guard(x)
          first(): void {}
          second(a: string): void
          second(a: any) {}
        }
        """
    assert first_lines("a.ts", text) == [
        "export abstract class Thing {",
        "  @Get('/a')",
        "  second(a: any) {}",
    ]


def test_go() -> None:
    text = """
        package main
        import "fmt"
        const Limit = 3
        var handler = func() {}
        type Server struct { name string }
        func main() {}
        func (s *Server) Run() error { return nil }
        """
    assert first_lines("a.go", text) == ["func main() {}", "func (s *Server) Run() error { return nil }"]


def test_java() -> None:
    text = """
        package a;
        import b.C;
        @Service
        public class Thing {
          private static final String NAME = "x";
          static { load(); }
          Thing() { name = NAME; }
          @Override
          public void run() {}
          class Inner { void deep() {} }
        }
        interface Shape { int SIDES = 3; default int area() { return 0; } }
        enum Kind { A, B; void act() {} }
        record Point(int x) { int twice() { return 2 * x; } }
        """
    assert first_lines("A.java", text) == [
        "@Service",
        "  @Override",
        "  class Inner { void deep() {} }",
        "interface Shape { int SIDES = 3; default int area() { return 0; } }",
        "  default int area() { return 0; }",
        "enum Kind { A, B; void act() {} }",
        "  void act() {}",
        "record Point(int x) { int twice() { return 2 * x; } }",
        "  int twice() { return 2 * x; }",
    ]


def test_a_definition_that_does_not_parse_is_known_as_such() -> None:
    assert first_lines("a.py", "def f():\n    x = = 1\n\n\ndef g():\n    pass\n") == ["def f(): !", "def g():"]


@pytest.mark.parametrize("path", ["a.json", "a.md", "a.yaml"])
def test_nothing_is_left_out_of_other_languages(path: str) -> None:
    snapshot = Snapshot.of("a: 1\n", path)
    assert snapshot.tree is not None
    assert units(snapshot.language.grammar or "", snapshot.tree.root_node) is None


def bound(path: str, text: str) -> dict[str, list[str]]:
    """The names of each statement that only gives names."""
    snapshot = Snapshot.of(textwrap.dedent(text), path)
    assert snapshot.tree is not None
    return {
        snapshot.utf8[binding.start : binding.end].decode(): sorted(name.decode() for name in binding.names)
        for binding in bindings(snapshot.language.grammar or "", snapshot.tree.root_node)
    }


def test_statements_of_python_that_only_name() -> None:
    text = """
        '''Docs.'''
        import os
        A = 1
        B: int = A
        C = D = 2
        E, (F, G) = h()
        A += 1
        config.x["y"].z = 1
        call()[0] = 1
        call()
        if A: Z = 1
        """
    assert bound("a.py", text) == {
        "'''Docs.'''": [],
        "A = 1": ["A"],
        "B: int = A": ["B"],
        "C = D = 2": ["C", "D"],
        "E, (F, G) = h()": ["E", "F", "G"],
        "A += 1": ["A"],
        'config.x["y"].z = 1': ["config"],
    }


def test_statements_of_javascript_that_only_name() -> None:
    text = """
        const a = 1, b = a
        let { c, d } = a
        var [e] = b
        export const f = 2
        const fs = require('fs')
        const { join } = require('path')
        const lazy = await import('x')
        g.h = 1
        """
    assert bound("a.js", text) == {
        "const a = 1, b = a": ["a", "b"],
        "let { c, d } = a": ["c", "d"],
        "var [e] = b": ["e"],
        "export const f = 2": ["f"],
    }


def test_statements_of_go_that_only_name() -> None:
    text = """
        package main
        const A, B = 1, 2
        var (
            C = A
            D string
        )
        type T struct{}
        """
    assert bound("a.go", text) == {
        "const A, B = 1, 2": ["A", "B"],
        "var (\n    C = A\n    D string\n)": ["C", "D"],
    }
