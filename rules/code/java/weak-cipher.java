import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.weak-cipher
        Cipher one = Cipher.getInstance("DES/CBC/PKCS5Padding");
        // ruleid: java.weak-cipher
        Cipher two = Cipher.getInstance("AES/ECB/PKCS5Padding");
        // ruleid: java.weak-cipher
        Cipher three = javax.crypto.Cipher.getInstance("RC4");
        // ok: java.weak-cipher
        Cipher four = Cipher.getInstance("AES/GCM/NoPadding");
        // ok: java.weak-cipher
        Cipher five = Cipher.getInstance("ChaCha20-Poly1305");
        // ok: java.weak-cipher
        KeyGenerator six = KeyGenerator.getInstance("AES");
    }
}
