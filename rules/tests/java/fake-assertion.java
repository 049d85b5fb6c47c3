class TotalTest {
    @Test
    void adds() {
        total(1, 2);
        // ruleid: tests.java.fake-assertion
        assertTrue(true);
        // ruleid: tests.java.fake-assertion
        assertEquals(1, 1);
        // ruleid: tests.java.fake-assertion
        Assert.assertTrue(true);
        // ruleid: tests.java.fake-assertion
        assertThat(true).isTrue();
        // ok: tests.java.fake-assertion
        assertEquals(3, total(1, 2));
        // ok: tests.java.fake-assertion
        assertTrue(ready);
        // ok: tests.java.fake-assertion
        assertEquals(one, one);
    }
}
