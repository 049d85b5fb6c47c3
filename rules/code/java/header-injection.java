import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.header-injection
        response.setHeader("X-Name", name);
        // ruleid: java.header-injection
        response.addHeader("X-Agent", request.getHeader("User-Agent"));
        // ruleid: java.header-injection
        response.setHeader("Content-Disposition", "attachment; filename=" + name);
        // ok: java.header-injection
        response.setHeader("X-Name", URLEncoder.encode(name, "UTF-8"));
        // ok: java.header-injection
        response.setHeader("Cache-Control", "no-store");
        // ok: java.header-injection
        response.setHeader("X-Page", String.valueOf(Integer.parseInt(name)));
    }
}
