it("adds", async () => {
  // ruleid: tests.javascript.assertion-not-awaited
  expect(total([1, 2])).resolves.toBe(3);
  // ruleid: tests.javascript.assertion-not-awaited
  expect(total(null)).rejects.toThrow(TypeError);
  // ruleid: tests.javascript.assertion-not-awaited
  expect(total([1])).resolves.not.toBe(3);
  // ok: tests.javascript.assertion-not-awaited
  await expect(total([1, 2])).resolves.toBe(3);
  // ok: tests.javascript.assertion-not-awaited
  await Promise.all([expect(total([1])).resolves.toBe(1), expect(total([])).resolves.toBe(0)]);
  // ok: tests.javascript.assertion-not-awaited
  expect(total([1, 2])).toBe(3);
  // ok: tests.javascript.assertion-not-awaited
  return expect(total(null)).rejects.toThrow(TypeError);
});
// ok: tests.javascript.assertion-not-awaited
it("adds one", () => expect(total([1])).resolves.toBe(1));
it("adds none", function (done) {
  // ok: tests.javascript.assertion-not-awaited
  expect(total([])).resolves.toBe(0).then(done);
});
