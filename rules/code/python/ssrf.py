import urllib.request
from urllib.parse import urlparse

import aiohttp
import httpx
import requests
from fastapi import FastAPI
from flask import Flask, abort, request

app = Flask(__name__)
api = FastAPI()
SERVICES = {"news": "https://news.example.com"}
API_URL = "https://api.example.com"


@app.route("/fetch")
def fetch():
    url = request.args["url"]
    # ruleid: python.ssrf
    first = requests.get(url, timeout=5)
    # ruleid: python.ssrf
    second = urllib.request.urlopen("http://" + request.args["host"])
    # ruleid: python.ssrf
    third = httpx.post(f"https://{request.form['host']}/hook")
    # ok: python.ssrf
    fourth = requests.get(SERVICES[request.args["service"]], timeout=5)
    # ok: python.ssrf
    fifth = requests.get("https://api.example.com/users/" + request.args["name"], timeout=5)
    # ok: python.ssrf
    sixth = requests.get(f"{API_URL}/users/{request.args['name']}", timeout=5)
    # ok: python.ssrf
    seventh = requests.get("https://api.example.com/", params={"q": url}, timeout=5)
    return str((first, second, third, fourth, fifth, sixth, seventh))


@api.get("/proxy")
async def proxy(url: str):
    async with aiohttp.ClientSession() as session:
        # ruleid: python.ssrf
        return await session.get(url)


@app.route("/checked")
def checked():
    url = request.args["url"]
    if urlparse(url).hostname not in ("api.example.com",):
        abort(400)
    # ok: python.ssrf
    return requests.get(url, timeout=5).text


async def thumbnail(request):
    source = URL(request.query["source"])
    if source.scheme != "https" or source.host not in CDN:
        raise ValueError
    # ok: python.ssrf
    return requests.get(source, timeout=3)
