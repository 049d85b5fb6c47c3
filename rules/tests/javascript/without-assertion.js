// ruleid: tests.javascript.without-assertion
it("adds", () => {
  console.log(total([1, 2]));
});
// ruleid: tests.javascript.without-assertion
test("is done later", async () => {
  // TODO
});
// ok: tests.javascript.without-assertion
it("runs", () => {
  total([1]);
});
// ruleid: tests.javascript.without-assertion
it("adds one", function () {
  const value = total([1]);
  console.info(value);
});
// ok: tests.javascript.without-assertion
it("adds two", () => {
  expect(total([1, 1])).toBe(2);
});
// ok: tests.javascript.without-assertion
it("refuses", () => {
  checkRefused(null);
});
// ok: tests.javascript.without-assertion
test("renders", async () => {
  await screen.findByText("3");
});
// ok: tests.javascript.without-assertion
log("adds", () => {
  console.log(total([1, 2]));
});
