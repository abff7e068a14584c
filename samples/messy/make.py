"""Writes the shapes in this folder: `python3 make.py` (needs openpyxl and zstandard).

Forty invented persons, the same in every shape, as insurers export them. Numbers are of nobody: place 990 (unknown) and
order 900 and above. Nothing here is shared with the program; what it should find is worked out in this file.
"""
import gzip, io, os, shutil, zipfile
from datetime import date, datetime

import openpyxl, zstandard

HERE = os.path.dirname(os.path.abspath(__file__))


def nir(sex, year, month, department, order):
    body = f"{sex}{year % 100:02}{month:02}{department}990{order:03}"
    number = int(body.replace("2A", "19").replace("2B", "18"))
    return body, f"{97 - number % 97:02}"


NAMES = ["Lefèvre", "Müller", "D'Arc", "Le Goff", "Sœurdieu", "Garçon", "Hébert-Noël", "Roux", "Île", "Ançel"]
FIRST = ["Éléonore", "Jean-Pierre", "Zoé", "François", "Maëlys", "Loïc", "Anne Sophie", "Gaëtan", "Cœline", "Benoît"]


def people():
    """name, first name, title, birth date, NIR body, key, rank, contract, relation"""
    rows = []
    for i in range(28):
        born = date(1931 + 2 * i, 1 + (5 * i + 3) % 12, 1 + (11 * i + 2) % 28)
        sex = 1 + i % 2
        department = ["75", "13", "2A", "99", "2B", "33"][i % 6] if born.year >= 1976 else ["75", "13", "59", "99"][i % 4]
        body, key = nir(sex, born.year, born.month, department, 900 + i)
        title = "M." if sex == 1 else "Mme"
        if i in (5, 18):  # a key that begins with a zero
            body, key = next(found for found in (nir(sex, born.year, born.month, department, n) for n in range(930, 999)) if found[1][0] == "0")
        rows.append((NAMES[i % 10], FIRST[(3 * i) % 10], title, born, body, key, 1, f"00{4200 + i}", "Assuré"))
    for i in range(12):
        parent = rows[16 + i % 8]
        born = date(2004 + i, 1 + (7 * i) % 12, 13 + i)
        twin = i == 11
        if twin:
            born, parent = rows[-1][3], rows[16 + 10 % 8]
        first = FIRST[(i + 4) % 10]
        rows.append((parent[0], first, "", born, parent[4], parent[5], 2 if twin else 1, parent[7], "Enfant"))
    return rows


PEOPLE = people()
assert any(p[5][0] == "0" for p in PEOPLE), "some key must begin with a zero"
HEADERS = ["Nom", "Prénom", "Civilité", "Date de naissance", "N° de sécurité sociale", "Rang gémellaire", "N° contrat", "Qualité", "Adresse"]


def french(d):
    return d.strftime("%d/%m/%Y")


def table(day=french, key=lambda p: p[4] + p[5], contract=lambda p: p[7], last=lambda p: p[0], address=lambda p: ""):
    return [[last(p), p[1], p[2], day(p[3]), key(p), str(p[6]), contract(p), p[8], address(p)] for p in PEOPLE]


def csv(rows, headers=HEADERS, delimiter=";", end="\n", quote=False):
    cell = lambda v: '"' + v.replace('"', '""') + '"' if quote or any(c in v for c in delimiter + '"\n') else v
    return "".join(delimiter.join(map(cell, row)) + end for row in ([headers] if headers else []) + rows)


def write(path, data):
    path = os.path.join(HERE, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())


# Everything but the table above in one incident file; `entry` reads the shape.
INCIDENT = """schema = "ampleur/incident/1"
id = "messy"
title = "Les mêmes quarante personnes"
reference_date = 2024-02-07
legal_basis = "invented persons"

[key]
published = true

[operators.operateur]
name = "Opérateur"
exposed = ["last_name", "first_name", "birth_date", "birth_rank", "nir", "contract_number"]
not_exposed = ["bank_details", "email", "phone", "postal_address"]
{leaks}
[insurers.assureur]
name = "Assureur"
operators = ["operateur"]
{members}
{rest}"""
LEAK = '[[operators.operateur.leaks]]\npath = "../leak.csv"\n'


def shape(name, files, entry, expect, leaks=LEAK, members=None, rest=""):
    for file, data in files.items():
        write(f"{name}/{file}", data)
    members = f"members = [{{ {entry} }}]\n" if members is None else members
    write(f"{name}/incident.toml", INCIDENT.format(leaks=leaks, members=members, rest=rest))
    write(f"{name}/expect.toml", expect)


def same(format, rows=40, **findings):
    told = "".join(f'"{code.replace("__", ".").replace("_", "-")}" = {n}\n' for code, n in sorted(findings.items()))
    return f'assessment = "same"\nrows = {rows}\n\n[format]\n{format}\n\n[findings]\n{told}'


def text(encoding="utf-8", delimiter=";", header_row=1, **more):
    lines = [f'format = "csv"', f'encoding = "{encoding}"', f'delimiter = "{delimiter}"']
    lines += [f"header_row = {header_row}"] if header_row else []
    return "\n".join(lines + [f'{k} = "{v}"' for k, v in more.items()])


def refused(says):
    return f'assessment = "refused"\nsays = "{says}"\n'


def zipped(data):
    """The same archive with no trace of when it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(item, (2024, 2, 7, 0, 0, 0)), old.read(item), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def workbook(fill):
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime(2024, 2, 7)
    fill(book)
    out = io.BytesIO()
    book.save(out)
    # openpyxl stamps the moment of saving over what was set.
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as old, zipfile.ZipFile(data, "w") as new:
        for item in old.namelist():
            content = old.read(item)
            if item == "docProps/core.xml":
                import re
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2024-02-07T00:00:00Z", content)
            new.writestr(item, content)
    return zipped(data.getvalue())


def typed_row(p):
    """As a spreadsheet holds it: numbers where it sees digits, days where it sees dates."""
    number = p[4] + p[5]
    return [p[0], p[1], p[2], p[3], int(number) if number.isdigit() else number, p[6], int(p[7]), p[8], ""]


def ods(rows):
    def cell(value):
        if isinstance(value, date):
            return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"><text:p>{french(value)}</text:p></table:table-cell>'
        if isinstance(value, int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        if value == "":
            return "<table:table-cell/>"
        value = value.replace("&", "&amp;").replace("<", "&lt;")
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    lines = "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows)
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Feuille1">{lines}</table:table></office:spreadsheet></office:body></office:document-content>"""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, data in [("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)]:
            z.writestr(zipfile.ZipInfo(name, (2024, 2, 7, 0, 0, 0)), data)
    return out.getvalue()


def main():
    for entry in os.listdir(HERE):
        if os.path.isdir(os.path.join(HERE, entry)):
            shutil.rmtree(os.path.join(HERE, entry))
    # Thirty of the forty, and three whom the insurer does not know.
    leaked = [[p[0].upper(), p[1], p[3].isoformat(), p[4], str(p[6]), p[7]] for i, p in enumerate(PEOPLE) if i % 4]
    strangers = [["INCONNU", "Ida", f"19{70 + i}-03-0{i + 1}", nir(2, 1970 + i, 3, "75", 980 + i)[0], "1", f"99{i}"] for i in range(3)]
    write("leak.csv", csv(leaked + strangers, ["Nom", "Prénom", "Date de naissance", "NIR", "Rang", "N° contrat"]))
    certain = len(leaked)
    clean = csv(table())
    shape("clean", {"members.csv": clean}, 'path = "members.csv"', same(text()).replace('"same"', '"same"\npersons = %d' % certain, 1))

    # Encodings. The right quotation mark is one of Windows; œ is 0x9C there and 0xBD in ISO-8859-15.
    shape("utf-8-bom", {"members.csv": b"\xef\xbb\xbf" + clean.encode()}, 'path = "members.csv"', same(text()))
    shape("utf-16le", {"members.txt": b"\xff\xfe" + clean.encode("utf-16-le")}, 'path = "members.txt"', same(text("utf-16le")))
    shape("utf-16be", {"members.txt": b"\xfe\xff" + clean.encode("utf-16-be")}, 'path = "members.txt"', same(text("utf-16be")))
    windows = csv(table(last=lambda p: p[0].replace("'", "’")))
    shape("windows-1252", {"members.csv": windows.encode("cp1252")}, 'path = "members.csv"', same(text("windows-1252")))
    shape("iso-8859-15", {"members.csv": clean.encode("iso-8859-15")}, 'path = "members.csv"', same(text("iso-8859-15")))
    # An acute accent for an apostrophe reads as Ž in the other: only a declaration tells.
    accent = csv(table(last=lambda p: p[0].replace("'", "´").replace("œ", "oe")), ).replace("Cœline", "Coeline")
    shape("windows-1252-declared", {"members.csv": accent.encode("cp1252")}, 'path = "members.csv", encoding = "windows-1252"', same(text("windows-1252")))
    shape("latin-in-doubt", {"members.csv": accent.encode("cp1252")}, 'path = "members.csv"', refused('encoding = "windows-1252"'.replace('"', '\\"')))
    shape("dos", {"members.csv": csv(table(last=lambda p: p[0].replace("œ", "oe"))).replace("Cœline", "Coeline").encode("cp850")}, 'path = "members.csv"', refused("the encoding of the text is not clear"))

    # Dialects.
    shape("comma", {"members.csv": csv(table(), delimiter=",")}, 'path = "members.csv"', same(text(delimiter=",")))
    shape("tab", {"members.tsv": csv(table(), delimiter="\t")}, 'path = "members.tsv"', same(text(delimiter="\\t")))
    shape("bar", {"members.csv": csv(table(), delimiter="|")}, 'path = "members.csv"', same(text(delimiter="|")))
    shape("crlf", {"members.csv": csv(table(), end="\r\n")}, 'path = "members.csv"', same(text()))
    shape("cr", {"members.csv": csv(table(), end="\r")}, 'path = "members.csv"', same(text()))
    broken = csv(table(address=lambda p: '12, rue "Haute"\nBât. A; esc. 3'), quote=True)
    shape("quoted", {"members.csv": broken}, 'path = "members.csv"', same(text()))
    noted = "Extraction du 05/02/2024;confidentiel\n\n" + clean + "Total;40\n"
    shape("title-and-total", {"members.csv": noted}, 'path = "members.csv"', same(text(header_row=3), file__lines_above=1, file__total_lines=1))
    blanks = clean + ";;;;;;;;\n" * 3
    shape("blank-lines", {"members.csv": blanks}, 'path = "members.csv"', same(text()))
    places = "last_name = 1, first_name = 2, civility = 3, birth_date = 4, nir = 5, birth_rank = 6, contract_number = 7, relation = 8"
    shape("headerless", {"members.csv": csv(table(), headers=None)}, f'path = "members.csv", header = false, delimiter = ";", columns = {{ {places} }}', same(text(header_row=None)))
    shape("headerless-undeclared", {"members.csv": csv(table(), headers=None)}, 'path = "members.csv"', refused("lines has known headers"))
    widths = [("last_name", 0, 20), ("first_name", 1, 20), ("birth_date", 3, 8), ("nir", 4, 15), ("birth_rank", 5, 1), ("contract_number", 6, 10), ("relation", 7, 8)]
    rows = table(day=lambda d: d.strftime("%Y%m%d"))
    lines = "".join("".join(row[i].ljust(width) for _, i, width in widths).rstrip() + "\r\n" for row in rows)
    at, spans = 1, []
    for name, _, width in widths:
        spans.append(f"{name} = {{ at = {at}, width = {width} }}")
        at += width
    shape("fixed-width", {"members.dat": lines.encode("iso-8859-15")}, f'path = "members.dat", columns = {{ {", ".join(spans)} }}', same('format = "fixed-width"\nencoding = "iso-8859-15"'))
    shape("gzip", {"members.csv.gz": gzip.compress(clean.encode(), mtime=0)}, 'path = "members.csv.gz"', same(text(compression="gzip")))
    shape("zstd", {"members.csv.zst": zstandard.ZstdCompressor().compress(clean.encode())}, 'path = "members.csv.zst"', same(text(compression="zstd")))

    # Workbooks.
    def typed(book):
        book.active.title = "Export"
        book.active.append(HEADERS)
        for p in PEOPLE:
            book.active.append(typed_row(p))
    def among_others(book):
        book.active.title = "Lisez-moi"
        book.active.append(["Extraction de la base adhérents"])
        sheet = book.create_sheet("Adhérents")
        sheet.append(["Liste des bénéficiaires"])
        sheet.merge_cells("A1:D1")
        sheet.append([])
        sheet.append(HEADERS)
        for row in table():
            sheet.append(row)
        sheet.append(["Total", 40])
    def merged(book):
        book.active.append(HEADERS)
        book.active.merge_cells("A1:B1")
        for row in table():
            book.active.append(row)
    def twice(book):
        typed(book)
        copy = book.create_sheet("Copie")
        copy.append(HEADERS)
        copy.append(table()[0])
    sheet = lambda name, row: f'format = "workbook"\nsheet = "{name}"\nheader_row = {row}'
    shape("xlsx-typed", {"members.xlsx": workbook(typed)}, 'path = "members.xlsx"', same(sheet("Export", 1)))
    shape("xlsx-among-others", {"members.xlsx": workbook(among_others)}, 'path = "members.xlsx"', same(sheet("Adhérents", 3), file__total_lines=1))
    shape("xlsx-merged-header", {"members.xlsx": workbook(merged)}, 'path = "members.xlsx"', refused("the header row has merged cells"))
    shape("xlsx-two-sheets", {"members.xlsx": workbook(twice)}, 'path = "members.xlsx"', refused("several sheets have known headers"))
    shape("xlsx-chosen-sheet", {"members.xlsx": workbook(twice)}, 'path = "members.xlsx", sheet = "Export"', same(sheet("Export", 1)))
    shape("ods", {"members.ods": ods([HEADERS] + [typed_row(p) for p in PEOPLE])}, 'path = "members.ods"', same(sheet("Feuille1", 1)))

    # What a spreadsheet does to numbers.
    zero_keys = sum(p[5][0] == "0" for p in PEOPLE)
    lost = csv(table(key=lambda p: p[4] + str(int(p[5])), contract=lambda p: str(int(p[7]))))
    shape("lost-zeros", {"members.csv": lost}, 'path = "members.csv"', same(text(), nir__repaired=zero_keys))
    headers = HEADERS[:4] + ["NIR", "Clé"] + HEADERS[5:]
    split = csv([r[:4] + [p[4], str(int(p[5]))] + r[5:] for r, p in zip(table(), PEOPLE)], headers)
    shape("key-apart", {"members.csv": split}, 'path = "members.csv"', same(text(), nir__repaired=zero_keys))
    numeric = lambda p: (p[4] + p[5]).isdigit()
    full = lambda p: f"{p[4][0]},{p[4][1:] + p[5]}E+14" if numeric(p) and not p[5].endswith("0") else p[4] + p[5]
    rewritten = sum(numeric(p) and not p[5].endswith("0") for p in PEOPLE)
    shape("scientific-in-full", {"members.csv": csv(table(key=full))}, 'path = "members.csv"', same(text(), nir__repaired=rewritten))
    # Only who has a letter in the number is met for certain: what is left of the others' is two digits, and their names.
    short = lambda p: f"{p[4][0]},{p[4][1:3]}E+14" if numeric(p) else p[4] + p[5]
    shape("scientific", {"members.csv": csv(table(key=short, contract=lambda p: ""))}, 'path = "members.csv"',
          'assessment = "other"\nrows = 40\npersons = %d\nlow = %d\n\n[format]\n%s\n\n[findings]\n"value.spreadsheet" = %d\n' % (
              sum(i % 4 > 0 for i, p in enumerate(PEOPLE)), sum(i % 4 > 0 and not numeric(p) for i, p in enumerate(PEOPLE)), text(), sum(map(numeric, PEOPLE))))

    # Dates.
    months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
    for name, day in {
        "date-iso": date.isoformat,
        "date-dashes": lambda d: d.strftime("%d-%m-%Y"),
        "date-dots": lambda d: d.strftime("%d.%m.%Y"),
        "date-ddmmyyyy": lambda d: d.strftime("%d%m%Y"),
        "date-yyyymmdd": lambda d: d.strftime("%Y%m%d"),
        "date-month-first": lambda d: d.strftime("%m/%d/%Y"),
        "date-two-digit-year": lambda d: d.strftime("%d/%m/%y"),
        "date-serial": lambda d: str((d - date(1899, 12, 30)).days),
        "date-words": lambda d: f"{d.day}{'er' if d.day == 1 else ''} {months[d.month - 1]} {d.year}",
    }.items():
        shape(name, {"members.csv": csv(table(day=day))}, 'path = "members.csv"', same(text()))
    # No NIR, no day after the twelfth: nothing tells, and the incident file has to.
    early = lambda d: d.replace(day=1 + d.day % 12, month=d.month)
    open_rows = csv([[r[0], r[1], french(early(p[3])), r[6]] for r, p in zip(table(), PEOPLE)], ["Nom", "Prénom", "Date de naissance", "N° contrat"])
    shape("date-in-doubt", {"members.csv": open_rows}, 'path = "members.csv"', refused("can be read two ways"))

    # Headers, and many files.
    technical = ["NOM_USAGE", "PRENOM", "CIV", "DT_NAISS", "NUM_SECU", "RG_GEM", "NUM_CONTRAT", "CD_QUALITE", "ADRESSE"]
    shape("headers-technical", {"members.csv": csv(table(), technical)}, 'path = "members.csv"', same(text()))
    own = ["N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9"]
    given = 'last_name = "N1", first_name = "N2", civility = "N3", birth_date = "N4", nir = "N5", birth_rank = "N6", contract_number = "N7", relation = "N8"'
    shape("headers-given", {"members.csv": csv(table(), own)}, f'path = "members.csv", columns = {{ {given} }}', same(text()))
    halves = {"members/a.csv": csv(table()[:25]), "members/b.csv": csv(table()[25:])}
    shape("folder", halves, 'path = "members"', same(text(), rows=25))
    shape("pattern", halves, 'path = "members/*.csv"', same(text(), rows=25))
    named = csv([r + ["0075009999"] for r in table()], HEADERS + ["Code organisme"])
    shape("several-insurers", {"all.csv": named}, "", same(text()), members="", rest='[[members]]\npath = "all.csv"\ninsurer_codes = { "0075009999" = "assureur" }\n')

    # A leak with more in it than was declared: an IBAN, an address, a telephone, a number in a remark.
    more = [r + [""] for r in leaked + strangers]
    for i, remark in enumerate(["FR76 3000 6000 0112 3456 7890 189", "ecrire a ida.inconnu@exemple.fr", "06 39 98 12 34", "voir " + PEOPLE[0][4] + PEOPLE[0][5], "rappel demain"]):
        more[i][-1] = remark
    shape("leak-with-more", {"leak.csv": csv(more, ["Nom", "Prénom", "Date de naissance", "NIR", "Rang", "N° contrat", "Remarque"])},
          'path = "../clean/members.csv"',
          'assessment = "other"\nrows = 40\npersons = %d\n\n[format]\n%s\n\n[findings]\n"field.declared-not-exposed" = 1\n"leak.unknown-column" = 5\n' % (certain, text()),
          leaks='[[operators.operateur.leaks]]\npath = "leak.csv"\n')


main()
