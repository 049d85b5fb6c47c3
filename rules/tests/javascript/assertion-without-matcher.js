it("adds", async () => {
  // ruleid: tests.javascript.assertion-without-matcher
  expect(total([1, 2]));
  // ruleid: tests.javascript.assertion-without-matcher
  await expect(total([1, 2]));
  // ok: tests.javascript.assertion-without-matcher
  expect(total([1, 2])).toBe(3);
  // ok: tests.javascript.assertion-without-matcher
  expect(total([1, 2])).to.be.ok;
  // ok: tests.javascript.assertion-without-matcher
  await expect(total([1, 2])).resolves.toBe(3);
  total([1]).then((found) => {
    // ruleid: tests.javascript.assertion-without-matcher
    expect(found);
  });
  // ok: tests.javascript.assertion-without-matcher
  const found = expect(total([1]));
  found.toBe(1);
});
// ruleid: tests.javascript.assertion-without-matcher
test("adds one", () => expect(total([1])));
// ok: tests.javascript.assertion-without-matcher
test("adds one", () => expect(total([1])).toBe(1));
