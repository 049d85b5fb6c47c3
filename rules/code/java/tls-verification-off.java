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

    TrustManager[] all = new TrustManager[] {new X509TrustManager() {
        // ok: java.tls-verification-off
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}
        // ruleid: java.tls-verification-off
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}
        public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
    }};

    void written() throws Exception {
        HostnameVerifier one = new HostnameVerifier() {
            // ruleid: java.tls-verification-off
            public boolean verify(String host, SSLSession session) { return true; }
        };
        // ruleid: java.tls-verification-off
        HostnameVerifier two = (host, session) -> true;
        HostnameVerifier three = new HostnameVerifier() {
            // ok: java.tls-verification-off
            public boolean verify(String host, SSLSession session) { return host.equals(session.getPeerHost()); }
        };
        // ruleid: java.tls-verification-off
        context.loadTrustMaterial(null, (chain, kind) -> true);
    }

    class Everybody implements X509TrustManager {
        // ruleid: java.tls-verification-off
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            // Nothing to do.
        }
    }

    class Pinned implements X509TrustManager {
        // ok: java.tls-verification-off
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            inner.checkServerTrusted(chain, kind);
        }
    }

    class Tokens {
        // ok: java.tls-verification-off
        public boolean verify(String token, String key) { return true; }
    }
}
