import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.path-traversal
        File file = new File("/srv/files", name);
        // ruleid: java.path-traversal
        InputStream in = new FileInputStream("/srv/files/" + name);
        // ruleid: java.path-traversal
        byte[] data = Files.readAllBytes(Paths.get("/srv/files", name));
        // ok: java.path-traversal
        File safe = new File("/srv/files", FilenameUtils.getName(name));
        Path path = Paths.get("/srv/files").resolve(name).normalize();
        if (!path.startsWith("/srv/files")) {
            return;
        }
        // ok: java.path-traversal
        byte[] checked = Files.readAllBytes(path);
        // ok: java.path-traversal
        File fixed = new File("/srv/files", "index.html");
    }
}
