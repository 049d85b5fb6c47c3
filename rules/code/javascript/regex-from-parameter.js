function search(items, pattern) {
  // ruleid: javascript.regex-from-parameter
  const expression = new RegExp(pattern, "i");
  return items.filter((item) => expression.test(item));
}

const highlight = (text, searchTerm) => {
  // ruleid: javascript.regex-from-parameter
  return text.split(new RegExp(`(${searchTerm})`));
};

function matches(text, userRegex) {
  // ruleid: javascript.regex-from-parameter
  return RegExp(userRegex).test(text);
}

function searchSafely(items, pattern) {
  // ok: javascript.regex-from-parameter
  const expression = new RegExp(escapeRegExp(pattern), "i");
  return items.filter((item) => expression.test(item));
}

function fixed(text) {
  // ok: javascript.regex-from-parameter
  return new RegExp("^[a-z]+$").test(text);
}

function contains(items, term) {
  // ok: javascript.regex-from-parameter
  return items.filter((item) => item.includes(term));
}
