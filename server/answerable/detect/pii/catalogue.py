"""Every kind of personal data that is looked for."""

from __future__ import annotations

from answerable.detect.pii import bank, card, email, us
from answerable.detect.pii.model import Kind

KINDS: tuple[Kind, ...] = (email.KIND, card.KIND, bank.IBAN, bank.BIC, us.SSN, us.ITIN)
