import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.unsafe-reflection
        Class.forName(name);
        // ruleid: java.unsafe-reflection
        loader.loadClass("com.example." + name);
        // ruleid: java.unsafe-reflection
        getClass().getMethod(request.getParameter("method"));
        // ok: java.unsafe-reflection
        Class.forName("com.example.Report");
        // ok: java.unsafe-reflection
        REPORTS.get(name);
        // ok: java.unsafe-reflection
        getClass().getMethod("run");
    }
}
