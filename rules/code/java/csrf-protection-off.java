import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.csrf-protection-off
        http.csrf().disable();
        // ruleid: java.csrf-protection-off
        http.csrf(csrf -> csrf.disable());
        // ruleid: java.csrf-protection-off
        http.csrf(AbstractHttpConfigurer::disable);
        // ok: java.csrf-protection-off
        http.csrf(Customizer.withDefaults());
        // ok: java.csrf-protection-off
        http.cors().disable();
        // ok: java.csrf-protection-off
        http.csrf();
    }
}
