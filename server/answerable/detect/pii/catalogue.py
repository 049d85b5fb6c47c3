"""Every kind of personal data that is looked for."""

from __future__ import annotations

from answerable.detect.pii import bank, birth, card, documents, email, national, network, phone, us
from answerable.detect.pii.model import Kind

KINDS: tuple[Kind, ...] = (
    email.KIND,
    phone.KIND,
    card.KIND,
    bank.IBAN,
    bank.BIC,
    us.SSN,
    us.ITIN,
    national.KIND,
    documents.PASSPORT,
    documents.LICENCE,
    documents.RECORD,
    documents.PLAN,
    birth.KIND,
    network.IP,
    network.MAC,
)
