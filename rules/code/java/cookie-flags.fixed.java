import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.cookie-flags
        cookie.setSecure(true);
        // ruleid: java.cookie-flags
        cookie.setHttpOnly(true);
        // ruleid: java.cookie-flags
        ResponseCookie.from("a", "b").secure(true);
        // ok: java.cookie-flags
        cookie.setSecure(true);
        // ok: java.cookie-flags
        cookie.setHttpOnly(true);
        // ok: java.cookie-flags
        ResponseCookie.from("a", "b").secure(true);
    }
}
