from flask import Flask, request

app = Flask(__name__)
FIELDS = ("name", "email")


@app.post("/users")
def create():
    # ruleid: python.mass-assignment
    user = User(**request.json)
    data = request.get_json()
    # ruleid: python.mass-assignment
    other = User.objects.create(**data)
    # ruleid: python.mass-assignment
    User.objects.filter(id=1).update(**data)
    for key, value in data.items():
        # ruleid: python.mass-assignment
        setattr(user, key, value)
    # ok: python.mass-assignment
    options.update(**data)
    # ok: python.mass-assignment
    third = User(name=data["name"], email=data["email"])
    # ok: python.mass-assignment
    fourth = User(**{key: data[key] for key in FIELDS})
    # ok: python.mass-assignment
    fifth = UserSchema(**data)
    # ok: python.mass-assignment
    answer = Response(**data)
    # ok: python.mass-assignment
    sixth = User(**user_schema.load(data))
    for key, value in data.items():
        if key in FIELDS:
            # ok: python.mass-assignment
            setattr(user, key, value)
    return str((other, third, fourth, fifth, sixth, answer))


def fixed(row):
    # ok: python.mass-assignment
    return User(**row)
