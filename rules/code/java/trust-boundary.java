import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.trust-boundary
        request.getSession().setAttribute("role", request.getParameter("role"));
        // ruleid: java.trust-boundary
        session.setAttribute("name", name);
        // ruleid: java.trust-boundary
        request.getSession().putValue(name, "10340");
        // ok: java.trust-boundary
        session.setAttribute("role", user.getRole());
        // ok: java.trust-boundary
        session.setAttribute("count", Integer.parseInt(name));
        // ok: java.trust-boundary
        session.setAttribute("name", "guest");
    }

    void more(HttpServletRequest request, javax.servlet.http.HttpSession session) throws Exception {
        for (String name : java.util.Collections.list(request.getHeaderNames())) {
            if (common.contains(name)) {
                continue;
            }
            // ruleid: java.trust-boundary
            session.setAttribute(name, "10340");
        }
        String header = request.getHeader("X-Kind");
        if (KINDS.contains(header)) {
            // ok: java.trust-boundary
            session.setAttribute("kind", header);
        }
    }
}
