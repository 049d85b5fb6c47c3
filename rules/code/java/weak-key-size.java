import java.util.*;

class Example {
    void handle() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        // ruleid: java.weak-key-size
        rsa.initialize(1024);
        // ruleid: java.weak-key-size
        rsa.initialize(512);
        // ruleid: java.weak-key-size
        rsa.initialize(1024, random);
        // ok: java.weak-key-size
        rsa.initialize(3072);
        // ok: java.weak-key-size
        rsa.initialize(2048, random);
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        // ok: java.weak-key-size
        curve.initialize(256);
    }
}
