import json


def save(file, user, cvv, card_number, ssn, cipher):
    # ruleid: python.sensitive-data-to-file
    file.write(user + ":" + cvv)
    # ruleid: python.sensitive-data-to-file
    file.write(f"{user},{card_number}\n")
    # ruleid: python.sensitive-data-to-file
    json.dump({"user": user, "ssn": ssn}, file)
    # ruleid: python.sensitive-data-to-file
    json.dump([{"name": one.name, "ssn": one.ssn} for one in user], file)
    # ok: python.sensitive-data-to-file
    file.write(user)
    # ok: python.sensitive-data-to-file
    file.write(cipher.encrypt(cvv))
    # ok: python.sensitive-data-to-file
    file.write("password: ")
    # ok: python.sensitive-data-to-file
    json.dump({"user": user, "ssn": ssn[-4:]}, file)
