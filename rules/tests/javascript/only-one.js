// ruleid: tests.javascript.only-one
it.only("adds", () => {
  expect(total([1, 2])).toBe(3);
});
// ruleid: tests.javascript.only-one
describe.only("total", function () {
  // ok: tests.javascript.only-one
  it("adds", () => {
    expect(total([1, 2])).toBe(3);
  });
});
// ruleid: tests.javascript.only-one
fit("adds one", async () => {
  expect(await total([1])).toBe(1);
});
// ruleid: tests.javascript.only-one
test.only.each([1, 2])("adds %d", (n) => {
  expect(total([n])).toBe(n);
});
// ok: tests.javascript.only-one
it.skip("adds two (#412)", () => {
  expect(total([1, 1])).toBe(2);
});
// ok: tests.javascript.only-one
list.only("adds", () => true);
// ok: tests.javascript.only-one
fit(curve);
