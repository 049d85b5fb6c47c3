import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.static-iv
        IvParameterSpec one = new IvParameterSpec(new byte[16]);
        // ruleid: java.static-iv
        IvParameterSpec two = new IvParameterSpec("1234567890123456".getBytes());
        // ruleid: java.static-iv
        GCMParameterSpec three = new GCMParameterSpec(128, new byte[12]);
        // ok: java.static-iv
        IvParameterSpec four = new IvParameterSpec(iv);
        // ok: java.static-iv
        GCMParameterSpec five = new GCMParameterSpec(128, random);
        // ok: java.static-iv
        byte[] six = new byte[16];
    }
}
