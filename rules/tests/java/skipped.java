class TotalTest {
    @Disabled
    @Test
    // ruleid: tests.java.skipped
    void adds() {
        assertEquals(3, total(1, 2));
    }

    @Test
    @Ignore
    // ruleid: tests.java.skipped
    void one() {
        assertEquals(1, total(1));
    }

    @Test
    @Disabled("flaky, fix later")
    // ruleid: tests.java.skipped
    void two() {
        assertEquals(2, total(1, 1));
    }

    @Test
    // ok: tests.java.skipped
    void three() {
        assertEquals(3, total(1, 2));
    }

    @Test
    @Disabled("waits for #412")
    // ok: tests.java.skipped
    void four() {
        assertEquals(4, total(1, 3));
    }

    @Test
    @EnabledOnOs(LINUX)
    // ok: tests.java.skipped
    void forks() {
        assertEquals(4, total(1, 3));
    }
}
