import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.stack-trace-to-client
        e.printStackTrace(response.getWriter());
        // ruleid: java.stack-trace-to-client
        response.sendError(500, e.getMessage());
        // ruleid: java.stack-trace-to-client
        ResponseEntity.status(500).body(e.getMessage());
        // ok: java.stack-trace-to-client
        e.printStackTrace();
        // ok: java.stack-trace-to-client
        response.sendError(500);
        // ok: java.stack-trace-to-client
        ResponseEntity.status(500).body("internal error");
    }
}
