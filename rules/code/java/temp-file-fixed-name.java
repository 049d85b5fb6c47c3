import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.temp-file-fixed-name
        Object one = new FileWriter("/tmp/report.txt");
        // ruleid: java.temp-file-fixed-name
        Object two = new FileOutputStream("/var/tmp/report.log", true);
        // ruleid: java.temp-file-fixed-name
        Files.write(Paths.get("/tmp/report.txt"), data);
        // ok: java.temp-file-fixed-name
        Object four = Files.createTempFile("report", ".txt");
        // ok: java.temp-file-fixed-name
        Object five = new FileWriter("report.txt");
        // ok: java.temp-file-fixed-name
        Object six = new FileReader("/tmp/report.txt");
    }
}
