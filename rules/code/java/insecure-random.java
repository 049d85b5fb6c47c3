import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.insecure-random
        long one = new Random().nextLong();
        // ruleid: java.insecure-random
        double two = Math.random();
        // ruleid: java.insecure-random
        int three = new java.util.Random(seed).nextInt();
        // ok: java.insecure-random
        long four = new SecureRandom().nextLong();
        // ok: java.insecure-random
        SecureRandom five = SecureRandom.getInstanceStrong();
        // ok: java.insecure-random
        int six = dice.nextInt();
    }
}
