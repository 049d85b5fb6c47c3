import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.log-injection
        logger.info("login of " + name);
        // ruleid: java.log-injection
        log.warn("agent {}", request.getHeader("User-Agent"));
        // ruleid: java.log-injection
        LOGGER.error(name);
        // ok: java.log-injection
        logger.info("login");
        // ok: java.log-injection
        log.info("page {}", Integer.parseInt(name));
        // ok: java.log-injection
        logger.info("login of " + name.replaceAll("[\r\n]", "_"));
    }
}
