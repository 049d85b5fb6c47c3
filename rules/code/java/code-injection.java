import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.code-injection
        engine.eval(name);
        // ruleid: java.code-injection
        parser.parseExpression(request.getParameter("filter")).getValue();
        // ruleid: java.code-injection
        Ognl.getValue(name, context, root);
        // ok: java.code-injection
        engine.eval("1 + 1");
        // ok: java.code-injection
        parser.parseExpression("name").getValue(user);
        // ok: java.code-injection
        engine.put("name", name);
    }
}
