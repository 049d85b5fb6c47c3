import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.xpath-injection
        xpath.evaluate("//user[@name='" + name + "']", document);
        // ruleid: java.xpath-injection
        xpath.compile("//user[@name='" + name + "']");
        // ruleid: java.xpath-injection
        document.selectSingleNode("//user[@name='" + request.getHeader("X-User") + "']");
        // ok: java.xpath-injection
        xpath.evaluate("//user[@name=$name]", document);
        // ok: java.xpath-injection
        xpath.compile("//user");
        // ok: java.xpath-injection
        xpath.evaluate("//user[@id=" + Integer.parseInt(name) + "]", document);
    }
}
