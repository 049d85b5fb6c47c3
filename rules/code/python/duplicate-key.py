# ruleid: python.duplicate-key
LIMITS = {
    "tries": 3,
    "minutes": 5,
    "tries": 100,
}
# ruleid: python.duplicate-key
CODES = {1: "a", 1: "b"}
# ruleid: python.duplicate-key
ROLES = {"admin": ["read"], "admin": ["read", "write"]}
# ok: python.duplicate-key
SAFE = {"tries": 3, "minutes": 5}
# ok: python.duplicate-key
NESTED = {"a": {"x": 1}, "b": {"x": 2}}
# ok: python.duplicate-key
LIST = [{"a": 1}, {"a": 2}]
