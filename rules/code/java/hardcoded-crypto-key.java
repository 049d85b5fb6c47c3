import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.hardcoded-crypto-key
        Object one = new SecretKeySpec("0123456789abcdef".getBytes(), "AES");
        // ruleid: java.hardcoded-crypto-key
        Object two = Keys.hmacShaKeyFor("a secret that everybody reads".getBytes());
        // ruleid: java.hardcoded-crypto-key
        Object three = Algorithm.HMAC256("secret");
        // ok: java.hardcoded-crypto-key
        Object four = new SecretKeySpec(key, "AES");
        // ok: java.hardcoded-crypto-key
        Object five = Algorithm.HMAC256(System.getenv("JWT_KEY"));
        // ok: java.hardcoded-crypto-key
        Object six = Keys.hmacShaKeyFor(key);
    }
}
