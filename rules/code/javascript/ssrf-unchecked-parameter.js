const axios = require("axios");

async function preview(url) {
  // ruleid: javascript.ssrf-unchecked-parameter
  const page = await axios.get(url);
  return page.data;
}

const image = async (imageUrl) => {
  // ruleid: javascript.ssrf-unchecked-parameter
  const answer = await fetch(imageUrl);
  return answer.arrayBuffer();
};

function download(url, callback) {
  // ruleid: javascript.ssrf-unchecked-parameter
  https.get(url, (answer) => callback(answer));
}

async function previewSafely(url) {
  const parsed = new URL(url);
  if (!ALLOWED.has(parsed.hostname)) throw new Error("host");
  // ok: javascript.ssrf-unchecked-parameter
  return axios.get(url);
}

async function user(id) {
  // ok: javascript.ssrf-unchecked-parameter
  return axios.get(`https://api.example.com/users/${id}`);
}

async function feed() {
  const url = "https://news.example/feed";
  // ok: javascript.ssrf-unchecked-parameter
  return fetch(url);
}
