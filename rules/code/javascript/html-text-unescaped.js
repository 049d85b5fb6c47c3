function renderComment(author, comment) {
  // ruleid: javascript.html-text-unescaped
  return `<div class="comment"><b>${author}</b><p>${comment}</p></div>`;
}

const greet = (name) => {
  // ruleid: javascript.html-text-unescaped
  const page = "<h1>Hello " + name + "</h1>";
  return page;
};

function profile(user) {
  // ruleid: javascript.html-text-unescaped
  return `<html><body><h1>${user.name}</h1></body></html>`;
}

function renderSafely(author, comment) {
  // ok: javascript.html-text-unescaped
  return `<div><b>${escapeHtml(author)}</b><p>${escapeHtml(comment)}</p></div>`;
}

function line(name, count) {
  // ok: javascript.html-text-unescaped
  return `${name}: ${count} < 5`;
}

function log(name) {
  // ok: javascript.html-text-unescaped
  console.log(`<b>${name}</b>`);
}
