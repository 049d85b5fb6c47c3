import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.jwt-unverified
        Object one = Algorithm.none();
        // ruleid: java.jwt-unverified
        Object two = parser.parseClaimsJwt(token);
        // ruleid: java.jwt-unverified
        Object three = Jwts.parser().unsecured();
        // ok: java.jwt-unverified
        Object four = parser.parseClaimsJws(token);
        // ok: java.jwt-unverified
        Object five = Algorithm.RSA256(key);
        // ok: java.jwt-unverified
        Object six = verifier.verify(token);
    }
}
