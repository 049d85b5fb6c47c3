it("adds", () => {
  // ruleid: tests.javascript.assertion-swallowed
  try {
    expect(total([1, 2])).toBe(3);
  } catch {}
});
test("adds one", async () => {
  // ruleid: tests.javascript.assertion-swallowed
  try {
    const found = await total([1]);
    expect(found).toBe(1);
  } catch (e) {
    console.log(e);
  }
});
it.each([1, 2])("adds %d", function (n) {
  total([n]);
});
it("adds none", function () {
  // ruleid: tests.javascript.assertion-swallowed
  try {
    assert.equal(total([]), 0);
  } catch (e) {
    // It does not matter.
  }
  // ok: tests.javascript.assertion-swallowed
  try {
    total(null);
  } catch (e) {}
  // ok: tests.javascript.assertion-swallowed
  try {
    expect(total(null)).toBe(0);
  } catch (e) {
    expect(e).toBeInstanceOf(TypeError);
  }
  // ok: tests.javascript.assertion-swallowed
  try {
    expect(total([])).toBe(0);
  } catch (e) {
    throw new Error("none", { cause: e });
  }
});
