from bson import ObjectId
from flask import Flask, request

app = Flask(__name__)


@app.post("/login")
def login():
    # ruleid: python.nosql-injection
    user = users.find_one({"name": request.json["name"], "password": request.json["password"]})
    body = request.get_json()
    # ruleid: python.nosql-injection
    users.delete_many({"name": body["name"]})
    # ruleid: python.nosql-injection
    users.find(request.get_json())
    # ruleid: python.nosql-injection
    users.find_one({"$where": "this.name == '" + request.args["name"] + "'"})
    # ok: python.nosql-injection
    user = users.find_one({"name": str(body["name"])})
    # ok: python.nosql-injection
    user = users.find_one({"_id": ObjectId(body["id"])})
    # ok: python.nosql-injection
    users.find_one({"name": request.args["name"]})
    # ok: python.nosql-injection
    users.insert_one({"name": body["name"]})
    return str(user)


async def found(request, db):
    criteria = await request.json()
    # ruleid: python.nosql-injection
    return await db.products.find(criteria).to_list(50)
