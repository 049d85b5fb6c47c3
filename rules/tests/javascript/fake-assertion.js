describe("total", () => {
  it("adds", () => {
    total([1, 2]);
    // ruleid: tests.javascript.fake-assertion
    expect(true).toBe(true);
    // ruleid: tests.javascript.fake-assertion
    expect(1).toEqual(1);
    // ruleid: tests.javascript.fake-assertion
    assert.ok(true);
    // ruleid: tests.javascript.fake-assertion
    expect(true).to.be.true;
    // ok: tests.javascript.fake-assertion
    expect(total([1])).toBe(1);
    // ok: tests.javascript.fake-assertion
    expect(true).toBe(ready);
    // ruleid: tests.javascript.fake-assertion
    expect(a).toBe(a);
    // ruleid: tests.javascript.fake-assertion
    expect(found.sum).toEqual(found.sum);
    // ruleid: tests.javascript.fake-assertion
    assert.strictEqual(found, found);
    // ok: tests.javascript.fake-assertion
    expect(a).toBe(b);
    // ok: tests.javascript.fake-assertion
    expect(total([1])).toBe(total([1]));
  });
  it("refuses", () => {
    try {
      total(null);
      throw new Error("it was taken");
    } catch (e) {
      // ok: tests.javascript.fake-assertion
      expect(true).toBe(true);
    }
  });
});
