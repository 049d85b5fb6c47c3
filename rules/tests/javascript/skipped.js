// ruleid: tests.javascript.skipped
it.skip("adds", () => {
  expect(total([1, 2])).toBe(3);
});
// ruleid: tests.javascript.skipped
describe.skip("total", function () {
  it("adds", () => {
    expect(total([1, 2])).toBe(3);
  });
});
// ruleid: tests.javascript.skipped
xit("adds one", async () => {
  expect(await total([1])).toBe(1);
});
// ok: tests.javascript.skipped
it("adds two", () => {
  expect(total([1, 1])).toBe(2);
});
// ok: tests.javascript.skipped
test.skip(process.platform === "win32", "has no fork");
// ok: tests.javascript.skipped
it.skip("adds three (#412)", () => {
  expect(total([1, 2])).toBe(3);
});
// ok: tests.javascript.skipped
list.skip("total", () => {
  return 1;
});
