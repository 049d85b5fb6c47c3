class TotalTest {
    @Test
    // ruleid: tests.java.without-assertion
    void adds() {
        System.out.println(total(1, 2));
    }

    @Test
    // ruleid: tests.java.without-assertion
    void later() {
    }

    @Test
    // ruleid: tests.java.without-assertion
    void one() {
        int value = total(1);
        System.out.println(value);
    }

    @Test
    // ok: tests.java.without-assertion
    void runs() {
        total(1);
    }

    @Test
    // ok: tests.java.without-assertion
    void two() {
        assertEquals(2, total(1, 1));
    }

    @Test
    // ok: tests.java.without-assertion
    void refuses() {
        checkRefused(null);
    }

    // ok: tests.java.without-assertion
    void print() {
        System.out.println(total(1, 2));
    }
}
