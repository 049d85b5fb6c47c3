import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.weak-hash
        MessageDigest one = MessageDigest.getInstance("MD5");
        // ruleid: java.weak-hash
        MessageDigest two = MessageDigest.getInstance("SHA1");
        // ruleid: java.weak-hash
        MessageDigest three = java.security.MessageDigest.getInstance("SHA-1", "SUN");
        // ok: java.weak-hash
        MessageDigest four = MessageDigest.getInstance("SHA-256");
        // ok: java.weak-hash
        MessageDigest five = MessageDigest.getInstance("SHA-512");
        // ok: java.weak-hash
        MessageDigest six = MessageDigest.getInstance(name);
    }
}
