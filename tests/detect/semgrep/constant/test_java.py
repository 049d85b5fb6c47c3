"""Java whose values are its own constants, and Java whose values are not. What is asked about stands in `sink(…)`."""

from __future__ import annotations

import textwrap

import pytest

from answerable.detect.semgrep.constant.java import module
from answerable.detect.semgrep.constant.question import surely_constant

CLASS = """
import java.util.*;
public class Page extends HttpServlet {
    private static final String FOLDER = "/srv/";
    private static String mode = "a";
    private String last = "b";
    public void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String user = request.getParameter("x");
        String bar;
BODY
    }
    private static String fixed(HttpServletRequest request, String value) {
        String other = "c";
        if (value != null) { other = "d"; }
        return other;
    }
    private String same(String value) { return value; }
    private String twice(String value) { return "e"; }
    private String twice(int value) { return Integer.toString(value); }
    private void keep(String value) { last = value; }
    private class Inner {
        public String plain(String value) { return "f"; }
        public String through(String value) { String other = value; return other; }
    }
    static class Worker {
        String held = "g";
        Worker(String value) { held = value; }
        String get() { return held; }
    }
}
"""


def asked(body: str) -> bool:
    text = CLASS.replace("BODY", textwrap.indent(textwrap.dedent(body).strip("\n"), " " * 8)).encode()
    start = text.index(b"sink(") + len(b"sink(")
    assert module(text) is not None
    return surely_constant(text, start, text.index(b");//", start), language="java")


CONSTANT = [
    'bar = "a"; sink(bar);//',
    'sink("a" + FOLDER + 3);//',
    'int n = 106; if ((7 * 42) - n > 200) bar = user; else bar = "safe"; sink(bar);//',
    'int n = 86; if ((7 * 42) - n > 200) { bar = "safe"; } else { bar = user; } sink(bar);//',
    'bar = (7 * 18) + 106 > 200 ? "safe" : user; sink(bar);//',
    "String g = \"ABC\"; char c = g.charAt(1); switch (c) { case 'A': bar = user; break; case 'B': bar = \"b\"; break; "
    "case 'C': case 'D': bar = user; break; default: bar = user; } sink(bar);//",
    'List<String> v = new ArrayList<String>(); v.add("safe"); v.add(user); v.add("more"); v.remove(0); '
    "bar = v.get(1); sink(bar);//",
    'List<String> v = new ArrayList<>(); v.add(user); v.add("x"); sink(v.get(1));//',
    'Map<String, Object> m = new HashMap<>(); m.put("a", "x"); m.put("b", user); bar = (String) m.get("b"); '
    'bar = (String) m.get("a"); sink(bar);//',
    'LinkedList<String> v = new LinkedList<>(); v.addFirst(user); v.addFirst("x"); sink(v.getFirst());//',
    'StringBuilder b = new StringBuilder("a"); b.append("c").append(3); sink(b.toString());//',
    "bar = fixed(request, user); sink(bar);//",
    "bar = Page.fixed(request, user); sink(bar);//",
    "bar = new Inner().plain(user); sink(bar);//",
    'bar = new Worker("k").get(); sink(bar);//',
    'String[] all = {"a", user}; sink(all[0]);//',
    'String[] all = new String[] {"a", user}; all[1] = "b"; sink(all[1]);//',
    'bar = switch ("k") { case "k" -> "a"; default -> user; }; sink(bar);//',
    'switch ("k") { case "k" -> bar = "a"; default -> bar = user; } sink(bar);//',
    'bar = user; if (user.equals("a")) { bar = "a"; } else { bar = "b"; } sink(bar);//',
    'bar = "a"; for (String one : new String[] {"a", "b"}) { bar = one; } sink(bar);//',
    'String[] all = new String[2]; all[0] = "a"; all[1] = user; sink(all[0]);//',
    'Map<String, String> table = Map.of("a", "b"); sink(table.getOrDefault(user, "c"));//',
    "sink(Kind.valueOf(user).name());//",
    'bar = "x"; try { bar = "y"; } catch (Exception e) { bar = "z"; } finally { user = ""; } sink(bar);//',
    'bar = String.format("%s-%d", "a", 3); sink(new File(FOLDER, bar));//',
    "if (false) { sink(user);//\n}",
    'sink(new String(Base64.getEncoder().encode("a".getBytes())));//',
]
OPEN = [
    "sink(user);//",
    'sink("a" + user);//',
    "bar = user; sink(bar);//",
    'int n = 106; if ((7 * 42) - n > 200) bar = "safe"; else bar = user; sink(bar);//',
    'bar = (7 * 18) + 106 > 200 ? user : "safe"; sink(bar);//',
    'bar = 5 > Integer.parseInt(user) ? user : "safe"; sink(bar);//',
    'char c = "ABC".charAt(2); switch (c) { case \'A\': bar = "a"; break; '
    "case 'C': bar = user; break; default: bar = \"\"; } "
    "sink(bar);//",
    'char c = "ABC".charAt(0); bar = ""; switch (c) { case \'A\': bar = "a"; case \'B\': bar = user; } sink(bar);//',
    'List<String> v = new ArrayList<String>(); v.add("safe"); v.add(user); v.add("more"); v.remove(0); '
    "bar = v.get(0); sink(bar);//",
    'List<String> v = new ArrayList<String>(); v.add("safe"); other.forEach(x -> v.add(0, user)); sink(v.get(0));//',
    'List<String> v = new ArrayList<String>(); v.add("safe"); fill(v); sink(v.get(0));//',
    'Map<String, Object> m = new HashMap<>(); m.put("a", "x"); m.put("b", user); sink(m.get("b"));//',
    'Map<String, Object> m = new HashMap<>(); m.put("a", "x"); m.put(user, user); sink(m.get("a"));//',
    'StringBuilder b = new StringBuilder("a"); b.append(user); sink(b.toString());//',
    'StringBuilder b = new StringBuilder(user); sink(b.append("x").reverse().toString());//',
    "bar = same(user); sink(bar);//",
    'bar = twice("a"); sink(bar);//',
    "bar = new Inner().through(user); sink(bar);//",
    "bar = new Worker(user).get(); sink(bar);//",
    'bar = elsewhere("a"); sink(bar);//',
    "sink(mode);//",
    'Map<String, String> table = Map.of("a", user); sink(table.get(request.getParameter("k")));//',
    "String[] all = new String[2]; all[1] = user; sink(all[1]);//",
    "sink(String.valueOf(user));//",
    'last = "a"; keep(user); sink(last);//',
    'bar = "a"; while (bar.length() < 3) { bar = bar + user; } sink(bar);//',
    'bar = "a"; for (Cookie c : request.getCookies()) { if (c.getName().equals("k")) { bar = c.getValue(); break; } } '
    "sink(bar);//",
    'bar = "a"; try { bar = user; } catch (Exception e) { } sink(bar);//',
    'bar = "a"; while ((bar = request.getReader().readLine()) != null) { } sink(bar);//',
    "sink(new String(Base64.getDecoder().decode(Base64.getEncoder().encode(user.getBytes()))));//",
    'bar = switch (user) { case "k" -> "a"; default -> user; }; sink(bar);//',
    "Runnable r = () -> { sink(FOLDER);//\n};",
    'String[] all = {"a", user}; sink(all[1]);//',
]


@pytest.mark.parametrize("body", CONSTANT)
def test_made_of_constants(body: str) -> None:
    assert asked(body)


@pytest.mark.parametrize("body", OPEN)
def test_not_surely_made_of_constants(body: str) -> None:
    assert not asked(body)


def test_java_that_does_not_parse_answers_nothing() -> None:
    assert not surely_constant(b'class A { void a() { sink("a"); ', 27, 30, language="java")
