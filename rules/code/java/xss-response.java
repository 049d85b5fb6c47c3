import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.xss-response
        response.getWriter().println("<h1>" + name + "</h1>");
        // ruleid: java.xss-response
        response.getWriter().write(request.getHeader("Referer"));
        PrintWriter out = response.getWriter();
        // ruleid: java.xss-response
        out.printf("<p>%s</p>", name);
        // ok: java.xss-response
        out.println("<h1>" + Encode.forHtml(name) + "</h1>");
        // ok: java.xss-response
        out.println("<h1>" + ESAPI.encoder().encodeForHTML(name) + "</h1>");
        // ok: java.xss-response
        out.println("<h1>Hello</h1>");
    }
}
