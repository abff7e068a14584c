"""Computes digest.txt apart from the program: python3 digest.py > digest.txt"""
import hashlib
import hmac

SECRET = hashlib.sha256(b"ampleur: published key, for invented persons only").digest()
KEY = hmac.new(SECRET, b"ampleur/4/incident\x1ft", hashlib.sha256).digest()

ROWS = [
    ("nir-date", ["2951099126111", "19951003"]),
    ("nir-date", ["253072A073004", "19530700"]),
    ("name-date", ["BERANGER LAFONT", "ELEONORE", "19951003"]),
    ("nir-only", ["2951099126111"]),
    ("nir-date-rank", ["2951099126111", "19951003", "1"]),
    ("nir-date-name", ["2951099126111", "19951003", "ELEONORE"]),
    ("contract-date-name", ["contract", "C0001234", "19951003", "ELEONORE"]),
    ("contract-date-name", ["member", "C0001234", "19951003", "ELEONORE"]),
    ("contract-date-name", ["contract", "C" * 120, "19951003", "НИНА"]),
]

print("# rule | fields, a comma between | first 128 bits of HMAC-SHA-256 under the published key, of incident t")
for rule, fields in ROWS:
    message = b"ampleur/4/" + rule.encode() + b"".join(b"\x1f" + field.encode() for field in fields)
    print(rule, ",".join(fields), hmac.new(KEY, message, hashlib.sha256).hexdigest()[:32], sep=" | ")
print("key-fingerprint", "", hmac.new(SECRET, b"ampleur/1/key-fingerprint", hashlib.sha256).hexdigest()[:16], sep=" | ")
seal = hmac.new(KEY, b"ampleur/4/file\x1f" + hashlib.sha256(b"a file").digest(), hashlib.sha256).hexdigest()
print("seal", "a file", seal, sep=" | ")
