import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.open-redirect
        response.sendRedirect(request.getParameter("next"));
        // ruleid: java.open-redirect
        response.setHeader("Location", name);
        // ruleid: java.open-redirect
        new RedirectView(name);
        // ok: java.open-redirect
        response.sendRedirect("/home");
        // ok: java.open-redirect
        response.sendRedirect("/search?q=" + URLEncoder.encode(name, "UTF-8"));
        // ok: java.open-redirect
        response.setHeader("X-Name", name);
    }

    void more(HttpServletRequest request, HttpServletResponse response) throws Exception {
        // ruleid: java.open-redirect
        response.sendRedirect(response.encodeRedirectURL(request.getParameter("next")));
    }
}
