import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.cookie-flags
        cookie.setSecure(false);
        // ruleid: java.cookie-flags
        cookie.setHttpOnly(false);
        // ruleid: java.cookie-flags
        ResponseCookie.from("a", "b").secure(false);
        // ok: java.cookie-flags
        cookie.setSecure(true);
        // ok: java.cookie-flags
        cookie.setHttpOnly(true);
        // ok: java.cookie-flags
        ResponseCookie.from("a", "b").secure(true);
    }

    void login(HttpServletResponse response, String token) {
        Cookie session = new Cookie("session", token);
        session.setPath("/");
        // ruleid: java.cookie-flags-missing
        response.addCookie(session);
    }

    void half(HttpServletResponse response, String token) {
        Cookie cookie = new Cookie(AUTH_COOKIE, token);
        cookie.setHttpOnly(true);
        // ruleid: java.cookie-flags-missing
        response.addCookie(cookie);
    }

    void direct(HttpServletResponse response, String token) {
        // ruleid: java.cookie-flags-missing
        response.addCookie(new Cookie("access_token", token));
    }

    void good(HttpServletResponse response, String token, boolean live) {
        Cookie cookie = new Cookie("session", token);
        cookie.setHttpOnly(true);
        cookie.setPath("/");
        cookie.setSecure(live);
        // ok: java.cookie-flags-missing
        response.addCookie(cookie);
        Cookie other = new Cookie("auth", token);
        if (live) {
            other.setSecure(true);
        }
        other.setHttpOnly(true);
        // ok: java.cookie-flags-missing
        response.addCookie(other);
    }

    void logout(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", null);
        cookie.setMaxAge(0);
        // ok: java.cookie-flags-missing
        response.addCookie(cookie);
        Cookie theme = new Cookie("theme", "dark");
        // ok: java.cookie-flags-missing
        response.addCookie(theme);
    }
}
