import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.tls-old-version
        Object one = SSLContext.getInstance("TLSv1.2");
        // ruleid: java.tls-old-version
        Object two = SSLContext.getInstance("TLSv1.2");
        // ruleid: java.tls-old-version
        Object three = SSLContext.getInstance("TLSv1.2");
        // ok: java.tls-old-version
        Object four = SSLContext.getInstance("TLSv1.2");
        // ok: java.tls-old-version
        Object five = SSLContext.getInstance("TLSv1.3");
        // ok: java.tls-old-version
        Object six = SSLContext.getInstance("TLS");
    }
}
