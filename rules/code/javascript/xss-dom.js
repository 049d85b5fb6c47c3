import DOMPurify from "dompurify";

const banner = document.querySelector("#banner");
const params = new URLSearchParams(window.location.search);
const message = params.get("message");

// ruleid: javascript.xss-dom
banner.innerHTML = decodeURIComponent(location.hash.slice(1));
// ruleid: javascript.xss-dom
banner.innerHTML = `<b>${message}</b>`;
// ruleid: javascript.xss-dom
document.write("<p>" + document.referrer + "</p>");
// ruleid: javascript.xss-dom
banner.insertAdjacentHTML("beforeend", params.get("note"));
// ruleid: javascript.xss-dom
$("#banner").html(message);
window.addEventListener("message", (event) => {
  // ruleid: javascript.xss-dom
  banner.outerHTML = event.data.html;
});

// ok: javascript.xss-dom
banner.textContent = message;
// ok: javascript.xss-dom
banner.innerHTML = DOMPurify.sanitize(message);
// ok: javascript.xss-dom
banner.innerHTML = "<b>Welcome</b>";
const page = parseInt(params.get("page"), 10);
// ok: javascript.xss-dom
banner.innerHTML = `<b>${page}</b>`;
// ok: javascript.xss-dom
banner.insertAdjacentText("beforeend", message);
