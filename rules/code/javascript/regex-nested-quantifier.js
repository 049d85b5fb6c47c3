function check(text) {
  // ruleid: javascript.regex-nested-quantifier
  const one = /^([a-z]+)+$/.test(text);
  // ruleid: javascript.regex-nested-quantifier
  const two = /^(\d*)*x$/.test(text);
  // ruleid: javascript.regex-nested-quantifier
  const three = /^([a-zA-Z0-9]+)+@example\.com$/.test(text);
  // ruleid: javascript.regex-nested-quantifier
  const four = new RegExp("^(a|a)*$").test(text);
  // ruleid: javascript.regex-nested-quantifier
  const five = text.replace(/(\s|\t)+$/, "");
  // ok: javascript.regex-nested-quantifier
  const six = /^[a-z]+$/.test(text);
  // ok: javascript.regex-nested-quantifier
  const seven = /^(?:[a-z]+\.)+com$/.test(text);
  // ok: javascript.regex-nested-quantifier
  const eight = /^(?:ab|cd)+$/.test(text);
  // ok: javascript.regex-nested-quantifier
  const nine = /^(\d{3})+$/.test(text);
  return [one, two, three, four, five, six, seven, eight, nine];
}

// ruleid: javascript.regex-nested-quantifier
const host = /^(([a-zA-Z0-9-])+.)+$/;
// ruleid: javascript.regex-nested-quantifier
const ending = /^([a-z]{2,4})+$/;
// ok: javascript.regex-nested-quantifier
const dotted = /^([a-zA-Z0-9-]+\.)+[a-z]{2,}$/;
// ok: javascript.regex-nested-quantifier
const fixed = /^([a-z]{4})+$/;
