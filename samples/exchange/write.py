"""Write leaked rows as an exchange file, without ampleur.

python3 write.py KEY_FILE ROWS.csv OUT.parquet OPERATOR INCIDENT REFERENCE_DATE

ROWS.csv has the headers nir,birth_date,birth_rank,first_name,last_name and canonical values: NIRs of 13 characters without
check digits, dates such as 19951003, ranks of one digit or none, names in capitals with spaces instead of hyphens and
without accents, only the first given name; apostrophes are spaces in last names, and nothing in first names. Unknown values are
left empty. `docs/src/exchange.md` has the layout of a row.
"""
import csv, hashlib, hmac, json, struct, sys
import pyarrow
from pyarrow import parquet

COLUMNS = ["nir", "birth_date", "birth_rank", "first_name", "last_name"]
BITS = {"last_name": 2, "first_name": 4, "birth_date": 5, "birth_rank": 6, "nir": 7}  # places in `ampleur schema report`'s list of fields
PARTICLES = {"D", "DE", "DU", "DES", "L", "LA", "LE", "LES"}
M32, M64 = 2**32 - 1, 2**64 - 1


def code(key, text, *fields):
    return hmac.digest(key, b"ampleur/4/" + text + b"".join(b"\x1f" + field for field in fields), "sha256")


def rotl(word, by, bits):
    return (word << by | word >> (bits - by)) & (2**bits - 1)


def siphash(k0, k1, data):
    """SipHash-1-3 with a result of 128 bits, as two words."""
    v = [k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D ^ 0xEE, k0 ^ 0x6C7967656E657261, k1 ^ 0x7465646279746573]

    def rounds(n):
        for _ in range(n):
            v[0] = (v[0] + v[1]) & M64; v[1] = rotl(v[1], 13, 64) ^ v[0]; v[0] = rotl(v[0], 32, 64)
            v[2] = (v[2] + v[3]) & M64; v[3] = rotl(v[3], 16, 64) ^ v[2]
            v[0] = (v[0] + v[3]) & M64; v[3] = rotl(v[3], 21, 64) ^ v[0]
            v[2] = (v[2] + v[1]) & M64; v[1] = rotl(v[1], 17, 64) ^ v[2]; v[2] = rotl(v[2], 32, 64)

    padded = data + bytes(7 - len(data) % 8) + bytes([len(data) % 256])
    for (word,) in struct.iter_unpack("<Q", padded):
        v[3] ^= word; rounds(1); v[0] ^= word
    v[2] ^= 0xEE; rounds(3)
    first = v[0] ^ v[1] ^ v[2] ^ v[3]
    v[1] ^= 0xDD; rounds(3)
    return first, v[0] ^ v[1] ^ v[2] ^ v[3]


def chacha20(key, nonce, data):
    """RFC 8439, from block 0."""
    out = bytearray()
    for block in range(-(-len(data) // 64)):
        start = [*struct.unpack("<4I", b"expand 32-byte k"), *struct.unpack("<8I", key), block, *struct.unpack("<3I", nonce)]
        s = start[:]
        for turn in range(20):
            for i in range(4):
                a, b, c, d = (i, 4 + i, 8 + i, 12 + i) if turn % 2 == 0 else (i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
                for x, y, z, by in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                    s[x] = (s[x] + s[y]) & M32
                    s[z] = rotl(s[z] ^ s[x], by, 32)
        out += struct.pack("<16I", *((x + y) & M32 for x, y in zip(s, start)))
    return bytes(a ^ b for a, b in zip(data, out))


def whole_tag(domain, value):
    return siphash(*struct.unpack(">2Q", code(key, b"tags/" + domain.encode())[:16]), value.encode())


def tag(domain, value):
    return max(whole_tag(domain, value)[0], 1)


def tags(*of):
    of = list(of)
    while of and of[-1] == 0:
        of.pop()
    return bytes([len(of)]) + b"".join(struct.pack("<Q", one) for one in of)


def tokens(domain, values):
    values = list(values)
    return bytes([len(values)]) + b"".join(struct.pack("<I", tag(domain, value) >> 40)[:3] for value in values)


NONE = bytes(2)  # two empty lists


def without_each_letter(name, least):
    return tokens("last_name", (name[:i] + name[i + 1:] for i in range(len(name) if len(name) >= least else 0))) + bytes(1)


def each_digit_blank(domain, number):
    return tokens(domain, (number[:i] + "_" + number[i + 1:] for i, digit in enumerate(number) if digit.isdigit())) + bytes(1)


def of_last_name(name):
    if not name:
        return NONE
    words, joined = name.split(" "), name.replace(" ", "")
    while words and words[0] in PARTICLES:
        words = words[1:]
    bare, whole = "".join(words) or joined, tag("last_name", name)
    other = [0 if spelt == name else tag("last_name", spelt) for spelt in (joined, bare)]
    cut = {text[:length].replace(" ", "") for text in (name, joined) for length in (25, 27) if len(text) > length}
    return tags(whole, tag("name_end", joined[:2]), tag("name_end", joined[-2:]), *other) + tags(*(tag("last_name", short) for short in sorted(cut)))


def row(r):
    nir, date, rank, first, last = (r[column] for column in COLUMNS)
    year, month, day = date[:4], date[4:6], date[6:]
    of_the_year = (month, day) in (("01", "01"), ("12", "31"))
    known = [date and "00" < month < "13" and not of_the_year, date and day != "00" and not of_the_year]
    of_nir = code(key, b"nir-date", nir.encode(), date.encode())[:8] if date else struct.pack(">Q", tag("nir", nir))
    can_match = bool(nir or (date and first and last))
    long = [len(first) > 4, len(last.replace(" ", "")) > 4]
    parts = [
        code(key, b"row", *(value.encode() for value in (nir, date, rank, first, last)))[:16],
        bytes([can_match, int(rank or 0), 0, 0, int(date[:3] or 0)]),
        sum(1 << bit for name, bit in BITS.items() if r[name]).to_bytes(5, "big"),
        NONE,  # No insurer is named, and no manager.
        struct.pack("<I", max(whole_tag("first_first_name", first)[0] >> 32, 1) if first else 0),
        struct.pack("<H", 0),
        struct.pack("<H", whole_tag("birth_date", date)[1] & 0xFFFF if date else 0),
        tags(*struct.unpack(">Q", of_nir)) if nir else bytes(1),
        bytes(1),
        bytes([sum(1 << bit for bit, has in zip((2, 3, 4, 5), known + long) if has)]),
        tags(tag("nir", nir)) if nir else bytes(1),
        bytes(1),
        tags(rotl(tag("birth_date", "year " + year[:2]), 7, 64) ^ tag("birth_date", "year " + year[2:]), tag("birth_date", month), tag("birth_date", day)) if date else bytes(1),
        tags(tag("last_name", first), tag("name_end", first[:2]), tag("name_end", first[-2:])) if first else bytes(1),
        of_last_name(last),
        NONE,  # No birth name, numbers, contacts or address.
        bytes(3 + 1 + 1),
        each_digit_blank("birth_date", date),
        without_each_letter(first, 3),
        without_each_letter(last.replace(" ", ""), 5),
        NONE,
        each_digit_blank("nir", nir),
        NONE * (2 + 3),
        bytes(1),
    ]
    packed = b"".join(parts)
    return packed + bytes(-len(packed) % 64)


key_file, rows_file, out, operator, incident, reference_date = sys.argv[1:]
secret = bytes.fromhex(open(key_file).read().strip())
key = code(secret, b"incident", incident.encode())
rows = sorted(map(row, csv.DictReader(open(rows_file))))
salt = code(key, b"salt", hashlib.sha256(b"".join(rows)).digest())
row_key = code(key, b"rows", salt)
rows = [chacha20(row_key, struct.pack("<QI", number, 0), packed) for number, packed in enumerate(rows)]
# A key has one fingerprint, whatever the version of the canonical forms.
fingerprint = hmac.digest(secret, b"ampleur/1/key-fingerprint", "sha256")[:8].hex()
header = dict(schema="ampleur/exchange/2", canonical="ampleur/4", incident=incident, side="leaks", party=operator,
              reference_date=reference_date, key_fingerprint=fingerprint, columns=COLUMNS, salt=salt.hex(), rows=len(rows))
table = pyarrow.table({"row": pyarrow.array(rows, pyarrow.binary())})
table = table.replace_schema_metadata({"ampleur": json.dumps(header), "ampleur.seal": "0" * 64})
sink = pyarrow.BufferOutputStream()
parquet.write_table(table, sink)
file = bytearray(sink.getvalue())
seal = code(key, b"file", hashlib.sha256(file).digest()).hex().encode()
at = file.rindex(b"ampleur.seal\x18\x40") + 14
file[at:at + 64] = seal
open(out, "wb").write(file)
