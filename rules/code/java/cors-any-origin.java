import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.cors-any-origin
        configuration.addAllowedOrigin("*");
        // ruleid: java.cors-any-origin
        registry.addMapping("/**").allowedOrigins("*");
        // ruleid: java.cors-any-origin
        response.setHeader("Access-Control-Allow-Origin", "*");
        // ok: java.cors-any-origin
        configuration.addAllowedOrigin("https://shop.example.com");
        // ok: java.cors-any-origin
        registry.addMapping("/**").allowedOrigins("https://shop.example.com");
        // ok: java.cors-any-origin
        response.setHeader("Vary", "*");
    }
}
