import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.ssrf
        new URL(name).openStream();
        // ruleid: java.ssrf
        restTemplate.getForObject(name, String.class);
        // ruleid: java.ssrf
        new HttpGet("http://" + request.getHeader("Host") + "/status");
        // ruleid: java.ssrf
        java.net.URL named = new java.net.URL(name);
        // ok: java.ssrf
        new URL("https://api.example.com/").openStream();
        // ok: java.ssrf
        restTemplate.getForObject("https://api.example.com/users", String.class);
        // ok: java.ssrf
        restTemplate.getForObject(FEEDS.get("news"), String.class);
    }
}
