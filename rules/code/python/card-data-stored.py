def save(db, user, card_number, cvv, ssn, cipher, provider):
    # ruleid: python.card-data-stored
    db.execute("INSERT INTO cards VALUES (?, ?, ?)", (user, card_number, cvv))
    # ruleid: python.card-data-stored
    db.execute("UPDATE people SET ssn = %s WHERE id = %s", [ssn, user])
    # ruleid: python.card-data-stored
    db.cards.insert_one({"user": user, "number": card_number})
    # ok: python.card-data-stored
    db.execute("INSERT INTO cards VALUES (?, ?)", (user, cipher.encrypt(card_number)))
    # ok: python.card-data-stored
    db.execute("INSERT INTO cards VALUES (?, ?)", (user, card_number[-4:]))
    # ok: python.card-data-stored
    db.execute("SELECT id FROM cards WHERE number = ?", (card_number,))


def order(Payment, data):
    # ruleid: python.card-data-stored
    Payment.objects.create(user=data["user"], number=data["card_number"])
    # ok: python.card-data-stored
    Payment.objects.create(user=data["user"], token=data["token"])
