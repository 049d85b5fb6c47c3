import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String host = request.getParameter("host");
        // ruleid: java.os-command-injection
        Runtime.getRuntime().exec("ping " + host);
        // ruleid: java.os-command-injection
        new ProcessBuilder("sh", "-c", "ping " + host).start();
        String[] command = {"sh", "-c", "ls " + host};
        // ruleid: java.os-command-injection
        Runtime.getRuntime().exec(command);
        // ok: java.os-command-injection
        new ProcessBuilder("ping", "-c", "1", host).start();
        // ok: java.os-command-injection
        Runtime.getRuntime().exec("uptime");
        // ok: java.os-command-injection
        Runtime.getRuntime().exec("sleep " + Integer.parseInt(host));
    }

    void more(HttpServletRequest request) throws Exception {
        String[] environment = {request.getParameter("extra")};
        // ruleid: java.os-command-injection
        Runtime.getRuntime().exec(new String[] {"date"}, environment);
        List<String> arguments = new ArrayList<>();
        arguments.add("sh");
        arguments.add("-c");
        arguments.add("echo " + request.getHeader("X-Name"));
        // ruleid: java.os-command-injection
        new ProcessBuilder(arguments).start();
    }
}
