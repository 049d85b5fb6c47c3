import json


def save(file, user, password, card_number, ssn, cipher):
    # ruleid: python.sensitive-data-to-file
    file.write(user + ":" + password)
    # ruleid: python.sensitive-data-to-file
    file.write(f"{user},{card_number}\n")
    # ruleid: python.sensitive-data-to-file
    json.dump({"user": user, "ssn": ssn}, file)
    # ok: python.sensitive-data-to-file
    file.write(user)
    # ok: python.sensitive-data-to-file
    file.write(cipher.encrypt(password))
    # ok: python.sensitive-data-to-file
    file.write("password: ")
    # ok: python.sensitive-data-to-file
    json.dump({"user": user, "ssn": ssn[-4:]}, file)
