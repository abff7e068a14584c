"""Write leaked rows as an exchange file, without ampleur.

python3 write.py KEY_FILE ROWS.csv OUT.parquet OPERATOR INCIDENT REFERENCE_DATE

ROWS.csv has the headers nir,birth_date,birth_rank,first_name,last_name and canonical values: NIRs of 13 characters without
check digits, dates such as 19951003, ranks of one digit or none, names in capitals with spaces instead of hyphens and
without accents, only the first given name; apostrophes are spaces in last names, and nothing in first names. Unknown values are
left empty.
"""
import csv, hashlib, hmac, json, sys
import pyarrow
from pyarrow import parquet

key_file, rows_file, out, operator, incident, reference_date = sys.argv[1:]
key = bytes.fromhex(open(key_file).read().strip())
COLUMNS = ["nir", "birth_date", "birth_rank", "first_name", "last_name"]
BITS = {"last_name": 1, "first_name": 3, "birth_date": 4, "birth_rank": 5, "nir": 6}  # places in `ampleur schema report`'s list of fields


def digest(domain, *fields):
    message = b"ampleur/2/" + domain.encode() + b"".join(b"\x1f" + field.encode() for field in fields)
    return hmac.digest(key, message, "sha256")[:16] if all(fields) or domain == "row" else None


def row(r):
    nir, date, rank, first, last = (r[column] for column in COLUMNS)
    of_nir = {"nir-only": [nir], "nir-date": [nir, date], "nir-date-rank": [nir, date, rank], "nir-date-name": [nir, date, first]}
    made = {domain: digest(domain, *fields) for domain, fields in of_nir.items()}
    made |= {"row": digest("row", nir, date, rank, first, last), "name-date": digest("name-date", last, first, date)}
    return made | {"rank_told": bool(rank), "insurer": None, "fields": sum(1 << bit for name, bit in BITS.items() if r[name])}


rows = sorted(map(row, csv.DictReader(open(rows_file))), key=lambda made: made["row"])
# A key has one fingerprint, whatever the version of the canonical forms.
fingerprint = hmac.digest(key, b"ampleur/1/key-fingerprint", "sha256")[:8].hex()
header = dict(schema="ampleur/exchange/1", canonical="ampleur/2", incident=incident, side="leaks", party=operator,
              reference_date=reference_date, key_fingerprint=fingerprint, columns=COLUMNS, rows=len(rows))
types = {"rank_told": pyarrow.bool_(), "insurer": pyarrow.string(), "fields": pyarrow.uint32()}
schema = pyarrow.schema([(name, types.get(name, pyarrow.binary())) for name in rows[0]])
table = pyarrow.Table.from_pylist(rows, schema).replace_schema_metadata({"ampleur": json.dumps(header), "ampleur.seal": "0" * 64})
sink = pyarrow.BufferOutputStream()
parquet.write_table(table, sink)
file = bytearray(sink.getvalue())
seal = hmac.digest(key, b"ampleur/2/file\x1f" + hashlib.sha256(file).digest(), "sha256").hex().encode()
at = file.rindex(b"ampleur.seal\x18\x40") + 14
file[at:at + 64] = seal
open(out, "wb").write(file)
