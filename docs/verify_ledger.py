"""Checks a proof or a whole ledger of Answerable offline, without Answerable: this one file, Python 3.9 or newer, and
the library `cryptography` for Ed25519. docs/ledger.md describes the formats. Short, so that it can be read first.

    verify_ledger.py proof PROOF.json [--key KEY] [--checkpoint KEPT]
    verify_ledger.py log LEDGER.zip|DIRECTORY [--key KEY] [--checkpoint KEPT]

KEY is the signer's key as you got it from them (or a file with it); without it, the key is taken from the input and
printed for you to compare. KEPT is a checkpoint you have kept. Exit code 0: holds; 1: does not; 2: cannot be read.
"""

import argparse
import base64
import hashlib
import json
import struct
import sys
import zipfile
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519, SSH = b"\x01", b"\xffanswerable-sshsig"


class Wrong(Exception):
    pass


def need(condition, what):
    if not condition:
        raise Wrong(what)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(hashes):
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256(b"")
    middle = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\1", root_of(hashes[:middle]), root_of(hashes[middle:]))


def ed25519(public, signature, text):
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError):
        raise Wrong("the signature does not hold") from None


def ssh_strings(data):
    while data:
        (length,) = struct.unpack(">I", data[:4])
        need(4 + length <= len(data), "an SSH signature is cut off")
        yield data[4 : 4 + length]
        data = data[4 + length :]


def ssh_signature(public, blob, text):
    """OpenSSH's PROTOCOL.sshsig, for keys of the kind ssh-ed25519, in the namespace `answerable`."""
    need(blob[:10] == b"SSHSIG\0\0\0\1", "an SSH signature of another version")
    key, namespace, _, algorithm, signature = ssh_strings(blob[10:])
    kind, raw = ssh_strings(key)
    need(kind == b"ssh-ed25519", "SSH keys of this kind: see `ssh-keygen -Y check-novalidate -n answerable`")
    need(key == public and namespace == b"answerable" and algorithm in (b"sha256", b"sha512"), "another SSH key signed")
    parts = (namespace, b"", algorithm, hashlib.new(algorithm.decode(), text).digest())
    signed = b"SSHSIG" + b"".join(struct.pack(">I", len(part)) + part for part in parts)
    _, value = ssh_strings(signature)
    ed25519(raw, value, signed)


class Checkpoint:
    # C2SP tlog-checkpoint: origin, size, root; a blank line; signature lines.
    def __init__(self, note):
        body, gap, signatures = note.partition("\n\n")
        need(gap and body.count("\n") == 2, "it is no checkpoint")
        self.origin, size, root = body.split("\n")
        self.text, self.size, self.root = (body + "\n").encode(), int(size), base64.b64decode(root)
        self.signatures = [line[2:].rsplit(" ", 1) for line in signatures.splitlines()]

    def check(self, key):
        """Raises unless this key signed. A key is `name+id+base64(type ‖ public key)`."""
        name, told, encoded = key.strip().split("+", 2)
        data = base64.b64decode(encoded)
        kind = SSH if data.startswith(SSH) else ED25519
        key_id = sha256(name.encode(), b"\n", data)[:4]
        need(data.startswith(kind) and key_id.hex() == told, "the key is damaged, or of an unknown kind")
        need(name == self.origin, "the key signs for another ledger")
        values = [base64.b64decode(value) for signer, value in self.signatures if signer == name]
        mine = [value[4:] for value in values if value[:4] == key_id]
        need(mine, "the key did not sign this checkpoint")
        for value in mine:
            (ssh_signature if kind == SSH else ed25519)(data[len(kind) :], value, self.text)


def climb(at, last, first, second, path):
    """The walk up the tree of RFC 9162, 2.1.3.2 and 2.1.4.2, from the leaf `at` of those up to `last`."""
    for step in path:
        need(last > 0, "a proof is too long")
        if at & 1 or at == last:
            first, second = sha256(b"\1", step, first), sha256(b"\1", step, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = sha256(b"\1", second, step)
        at, last = at >> 1, last >> 1
    need(last == 0, "a proof is too short")
    return first, second


def check_inclusion(leaf, index, size, proof, root):
    need(0 <= index < size, f"record {index} is not in a tree of {size}")
    need(climb(index, size - 1, leaf, leaf, proof)[1] == root, f"record {index} is not in the tree that was signed")


def check_consistency(old, new, proof):
    need(old.origin == new.origin and old.size <= new.size, "the kept checkpoint is not an earlier one of this ledger")
    if old.size in (0, new.size):
        return need(old.size == 0 or old.root == new.root, "the history was rewritten: same size, another root")
    path = ([old.root] if old.size & (old.size - 1) == 0 else []) + proof
    need(path, "a proof is too short")
    at, last = old.size - 1, new.size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    roots = climb(at, last, path[0], path[0], path[1:])
    return need(roots == (old.root, new.root), "the history was rewritten: the proof of consistency does not hold")


def check_proof(args, key, kept):
    data = json.loads(Path(args.input).read_text("utf-8"))
    need((data["format"], data["version"]) == ("answerable-proof", 1), "it is no proof of this version")
    checkpoint = Checkpoint(data["checkpoint"])
    checkpoint.check(key or data["key"])
    for entry in data["records"]:
        line = entry["record"].encode()
        need(json.loads(line)["seq"] == entry["index"], f"record {entry['index']} has another number")
        proof = [base64.b64decode(step) for step in entry["proof"]]
        check_inclusion(sha256(b"\0", line), entry["index"], checkpoint.size, proof, checkpoint.root)
    if kept:
        need("consistency" in data, "the proof was made without the checkpoint you kept; ask for one made with it")
        check_consistency(kept, checkpoint, [base64.b64decode(step) for step in data["consistency"]["proof"]])
    return f"{len(data['records'])} records are in the ledger of {checkpoint.size} that was signed", key or data["key"]


def check_log(args, key, kept):
    folder = zipfile.Path(args.input) if args.input.endswith(".zip") else Path(args.input)
    identity = (folder / "ledger.json").read_bytes()
    origin, prev, hashes, signed = "answerable/" + json.loads(identity)["id"], sha256(b"\0", identity), [], []
    for name in sorted(path.name for path in (folder / "segments").iterdir() if path.name.endswith(".jsonl")):
        for line in (folder / "segments" / name).read_bytes().splitlines():
            record, seq = json.loads(line), len(hashes)
            need(record["seq"] == seq, f"record {seq} is not in its place")
            need(record["prev"] == prev.hex(), f"record {max(seq - 1, 0)} was changed, or {seq}")
            prev = bytes.fromhex(record["leaf"]) if "leaf" in record else sha256(b"\0", line)
            hashes.append(prev)
            signed += [record["body"]] if record.get("kind") == "checkpoint" else []
    for body in signed:
        root = bytes.fromhex(body["root"])
        note = f"{origin}\n{body['size']}\n{base64.b64encode(root).decode()}\n\n\u2014 {origin} {body['signature']}\n"
        Checkpoint(note).check(body["key"])
        need(root_of(hashes[: body["size"]]) == root, f"one of the first {body['size']} records was changed")
    used = key or (signed[-1]["key"] if signed else "")
    need(not key or key.strip() in [body["key"] for body in signed], "the key signed no checkpoint of this ledger")
    if kept:
        need(kept.origin == origin and kept.size <= len(hashes), "records are missing, or it is another ledger")
        need(root_of(hashes[: kept.size]) == kept.root, "the history was rewritten: another root than you have kept")
    return f"{len(hashes)} records follow on each other, with {len(signed)} checkpoint{'s' * (len(signed) != 1)}", used


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("proof", "log"))
    for name in ("input", "--key", "--checkpoint"):
        parser.add_argument(name)
    args = parser.parse_args()
    try:
        key = Path(args.key).read_text("utf-8") if args.key and Path(args.key).is_file() else args.key
        kept = Checkpoint(Path(args.checkpoint).read_text("utf-8")) if args.checkpoint else None
        said, used = (check_proof if args.what == "proof" else check_log)(args, key, kept)
        if kept:
            kept.check(used)
    except Wrong as error:
        print(f"DOES NOT HOLD: {error}")
        return 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError, struct.error, zipfile.BadZipFile) as error:
        print(f"cannot be read: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    print(f"holds: {said}\nsigned by {used or 'nobody: it fits itself, and proves nothing to others'}")
    if used and not key:
        print("That key came with the input: compare it with the one its owner gave you, or name it with --key.")
    if kept:
        print(f"It still begins with the {kept.size} record{'s' * (kept.size != 1)} of the checkpoint you kept.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
