import requests

# ruleid: python.credentials-over-http
first = requests.get("http://api.example.com", auth=("user", password))
# ruleid: python.credentials-over-http
second = requests.get("http://api.example.com/me", headers={"Authorization": "Bearer " + token})
# ruleid: python.credentials-over-http
third = requests.post("http://api.example.com/login", json={"name": name, "password": password})
# ok: python.credentials-over-http
fourth = requests.get("https://api.example.com", auth=("user", password))
# ok: python.credentials-over-http
fifth = requests.get("http://localhost:8000", auth=("user", password))
# ok: python.credentials-over-http
sixth = requests.get("http://api.example.com/news")
