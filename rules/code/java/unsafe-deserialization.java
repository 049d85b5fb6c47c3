import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.unsafe-deserialization
        new ObjectInputStream(request.getInputStream()).readObject();
        // ruleid: java.unsafe-deserialization
        new XMLDecoder(request.getInputStream()).readObject();
        // ruleid: java.unsafe-deserialization
        xstream.fromXML(name);
        // ruleid: java.unsafe-deserialization
        Object named = new java.io.ObjectInputStream(request.getInputStream()).readObject();
        // ok: java.unsafe-deserialization
        new ObjectMapper().readValue(name, Order.class);
        // ok: java.unsafe-deserialization
        new ObjectInputStream(new FileInputStream("cache.bin")).readObject();
        // ok: java.unsafe-deserialization
        yaml.load("a: 1");
    }
}
