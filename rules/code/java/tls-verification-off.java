import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.tls-verification-off
        connection.setHostnameVerifier((host, session) -> true);
        // ruleid: java.tls-verification-off
        Object two = NoopHostnameVerifier.INSTANCE;
        // ruleid: java.tls-verification-off
        Object three = InsecureTrustManagerFactory.INSTANCE;
        // ok: java.tls-verification-off
        connection.setHostnameVerifier(verifier);
        // ok: java.tls-verification-off
        Object five = new DefaultHostnameVerifier();
        // ok: java.tls-verification-off
        connection.setHostnameVerifier((host, session) -> host.equals("a"));
    }
}
