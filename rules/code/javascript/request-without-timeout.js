const axios = require("axios");
const express = require("express");
const got = require("got");
const http = require("http");
const https = require("https");

const RATES = "https://rates.example.com/v1";

async function prices(url, body, shared) {
  // ruleid: javascript.request-without-timeout
  const first = await axios.get(RATES);
  // ruleid: javascript.request-without-timeout
  const second = await axios.post(`${RATES}/orders`, { body: 1 }, { headers: { accept: "text/plain" } });
  // ruleid: javascript.request-without-timeout
  const third = await got("https://rates.example.com/v1/eur");
  // ok: javascript.request-without-timeout
  const fourth = await axios.get(RATES, { timeout: 5000 });
  // ok: javascript.request-without-timeout
  const fifth = await axios.post(RATES, body, { signal: AbortSignal.timeout(5000) });
  // ok: javascript.request-without-timeout
  const sixth = await axios({ url: "https://rates.example.com", timeout: 5000 });
  // ok: javascript.request-without-timeout
  const seventh = await axios.get(RATES, shared);
  // ok: javascript.request-without-timeout
  const eighth = await got(RATES, { timeout: { request: 5000 } });
  // ok: javascript.request-without-timeout
  const ninth = await axios.get(url);
  return [first, second, third, fourth, fifth, sixth, seventh, eighth, ninth];
}

function plain(take) {
  // ruleid: javascript.request-without-timeout
  https.get("https://rates.example.com/v1", (response) => take(response)).on("error", take);
  // ok: javascript.request-without-timeout
  https.get(RATES, { timeout: 5000 }, (response) => take(response));
  // ok: javascript.request-without-timeout
  const request = http.request(RATES, (response) => take(response));
  request.setTimeout(5000, () => request.destroy());
  request.end();
}

async function quotes(options) {
  // ruleid: javascript.request-without-timeout
  const first = await fetch(RATES);
  // ruleid: javascript.request-without-timeout
  const second = await fetch(RATES, { method: "POST" });
  // ok: javascript.request-without-timeout
  const third = await fetch(RATES, { signal: AbortSignal.timeout(5000) });
  // ok: javascript.request-without-timeout
  const fourth = await fetch(RATES, options);
  // ok: javascript.request-without-timeout
  const fifth = await fetch(RATES, { ...options, method: "POST" });
  return [first, second, third, fourth, fifth];
}

// ok: javascript.request-without-timeout
const server = http.createServer((request, response) => response.end());
