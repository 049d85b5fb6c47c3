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

    void more(HttpServletRequest request) throws Exception {
        RequestHelper helper = new RequestHelper(request);
        String name = helper.getTheParameter("name");
        // ruleid: java.path-traversal
        java.io.File file = new java.io.File(Utils.DIR + name);
        java.util.Map<String, String> names = new java.util.HashMap<>();
        names.put("a", name);
        // ruleid: java.path-traversal
        InputStream in = java.nio.file.Files.newInputStream(java.nio.file.Paths.get(names.get("a")));
        String decoded = new String(Base64.getDecoder().decode(Base64.getEncoder().encode(name.getBytes())));
        // ruleid: java.path-traversal
        FileOutputStream out = new FileOutputStream(decoded, false);
        // ok: java.path-traversal
        String last = new java.io.File(name).getName();
    }
}
