function show(row, user, items) {
  // ruleid: javascript.html-built-from-strings
  row.innerHTML = `<td>${user.name}</td>`;
  // ruleid: javascript.html-built-from-strings
  row.innerHTML = "<td>" + user.name + "</td>";
  // ruleid: javascript.html-built-from-strings
  row.insertAdjacentHTML("beforeend", `<td>${user.bio}</td>`);
  // ruleid: javascript.html-built-from-strings
  list.innerHTML += `<li>${user.email}</li>`;
  // ok: javascript.html-built-from-strings
  row.innerHTML = `<td>${escapeHtml(user.name)}</td>`;
  // ok: javascript.html-built-from-strings
  row.innerHTML = `<td>${items.length}</td>`;
  // ok: javascript.html-built-from-strings
  row.innerHTML = DOMPurify.sanitize(`<td>${user.name}</td>`);
  // ok: javascript.html-built-from-strings
  row.innerHTML = "<td></td>";
  // ok: javascript.html-built-from-strings
  row.textContent = `Hello ${user.name}`;
  // ok: javascript.html-built-from-strings
  row.innerHTML = "";
}
