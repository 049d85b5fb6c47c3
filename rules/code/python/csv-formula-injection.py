import csv

from flask import Flask, request

app = Flask(__name__)


@app.post("/export")
def export():
    writer = csv.writer(open("out.csv", "w"))
    # ruleid: python.csv-formula-injection
    writer.writerow([request.form["name"], 1])
    name = request.form.get("name")
    # ruleid: python.csv-formula-injection
    writer.writerow({"name": name})
    # ruleid: python.csv-formula-injection
    writer.writerows([[name]])
    # ok: python.csv-formula-injection
    writer.writerow([escape_formula(name), 1])
    # ok: python.csv-formula-injection
    writer.writerow([int(request.form["age"])])
    # ok: python.csv-formula-injection
    writer.writerow(["name", "age"])
    return "ok"
