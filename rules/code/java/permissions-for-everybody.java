import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.permissions-for-everybody
        file.setWritable(true, false);
        // ruleid: java.permissions-for-everybody
        Object two = PosixFilePermissions.fromString("rwxrwxrwx");
        // ruleid: java.permissions-for-everybody
        Object three = PosixFilePermission.OTHERS_WRITE;
        // ok: java.permissions-for-everybody
        file.setWritable(true, true);
        // ok: java.permissions-for-everybody
        Object five = PosixFilePermissions.fromString("rw-r-----");
        // ok: java.permissions-for-everybody
        file.setWritable(true);
    }
}
