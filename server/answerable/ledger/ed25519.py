"""Checking an Ed25519 signature."""

from __future__ import annotations


def ed25519_holds(public: bytes, signature: bytes, text: bytes) -> bool:
    """RFC 8032."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True
