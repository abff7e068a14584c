"""Writes the shapes in this folder: `python3 make.py` (needs openpyxl, pyarrow and zstandard, and the command iconv).

Forty invented persons, the same in every shape, as insurers export them. Numbers are of nobody: place 990 (unknown) and
order 900 and above. Nothing here is shared with the program; what it should find is worked out in this file.
"""
import bz2, calendar, gzip, io, json, lzma, os, shutil, sqlite3, struct, subprocess, tarfile, unicodedata, zipfile, zlib
from datetime import date, datetime, timedelta
from decimal import Decimal

import openpyxl, pyarrow, pyarrow.parquet, zstandard

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
        if value is None:
            return "<table:covered-table-cell/>"
        if isinstance(value, tuple):
            value, over = value
            return cell(value).replace("<table:table-cell", f'<table:table-cell table:number-rows-spanned="{over}" table:number-columns-spanned="1"', 1)
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


def technical_headers():
    return ["NOM_USAGE", "PRENOM", "CIV", "DT_NAISS", "NUM_SECU", "RG_GEM", "NUM_CONTRAT", "CD_QUALITE", "ADRESSE"]


WIDTHS = [("last_name", 0, 20), ("first_name", 1, 20), ("birth_date", 3, 8), ("nir", 4, 15), ("birth_rank", 5, 1), ("contract_number", 6, 10), ("relation", 7, 8)]


def fixed(width=0):
    """The table in lines of fixed width."""
    rows = table(day=lambda d: d.strftime("%Y%m%d"))
    return ["".join(row[i].ljust(w) for _, i, w in WIDTHS).rstrip().ljust(width) for row in rows]


def fixed_spans(before):
    """The columns of these lines, if some characters stand before them."""
    at, spans = 1 + before, []
    for name, _, width in WIDTHS:
        spans.append(f"{name} = {{ at = {at}, width = {width} }}")
        at += width
    return ", ".join(spans)


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
    # Neither says which it is; œ is left out, since code page 850 has none.
    without_ligature = csv(table(last=lambda p: p[0].replace("œ", "oe"))).replace("Cœline", "Coeline")
    for name, codec, told in [("dos", "cp850", "cp850"), ("macintosh", "mac-roman", "macintosh")]:
        for case, letters in [("", without_ligature), ("-capitals", without_ligature.upper())]:
            data = letters.encode(codec)
            shape(name + case, {"members.csv": data}, 'path = "members.csv"', refused(f'write `encoding = \\"{told}\\"`, the likelier one'))
            shape(name + case + "-declared", {"members.csv": data}, f'path = "members.csv", encoding = "{told}"', same(text(told)))
    shape("utf-8-declared-otherwise", {"members.csv": clean}, 'path = "members.csv", encoding = "cp850"', refused("all of its bytes are UTF-8"))

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
    def halves_on_sheets(book):
        book.active.title = "A à L"
        book.active.append(HEADERS)
        book.create_sheet("M à Z").append(HEADERS)
        book.create_sheet("Modèle").append(HEADERS)
        for i, p in enumerate(PEOPLE):
            book.worksheets[i >= 25].append(typed_row(p))
    def without_headers_on_the_second(book):
        halves_on_sheets(book)
        book.worksheets[1].delete_rows(1)
    # What stands beside a list: codes of products, and a directory with telephone numbers.
    def beside_others(book):
        typed(book)
        products, directory = book.create_sheet("Produits"), book.create_sheet("Annuaire")
        for i in range(5):
            products.append([f"00{4200 + i}", "Zinzolin", "Turquoise"])
            directory.append(["Zinzolin", "Turquoise", f"00331400000{i:02}"])
    def unlike(book):
        typed(book)
        other = book.create_sheet("Anciens")
        other.append(HEADERS[:5] + ["Date de radiation"])
        other.append(table()[0][:5] + ["31/12/2020"])
    sheet = lambda name, row: f'format = "workbook"\nsheet = "{name}"\nheader_row = {row}'
    shape("xlsx-typed", {"members.xlsx": workbook(typed)}, 'path = "members.xlsx"', same(sheet("Export", 1)))
    shape("xlsx-among-others", {"members.xlsx": workbook(among_others)}, 'path = "members.xlsx"', same(sheet("Adhérents", 3), file__total_lines=1))
    shape("xlsx-merged-header", {"members.xlsx": workbook(merged)}, 'path = "members.xlsx"', refused("the header row has merged cells"))
    shape("xlsx-two-sheets", {"members.xlsx": workbook(unlike)}, 'path = "members.xlsx"', refused("several sheets have known headers"))
    shape("xlsx-list-over-sheets", {"members.xlsx": workbook(halves_on_sheets)}, 'path = "members.xlsx"', same(sheet("A à L", 1), rows=25, file__sheets=40))
    shape("xlsx-sheet-without-headers", {"members.xlsx": workbook(without_headers_on_the_second)}, 'path = "members.xlsx"', refused("has no known headers, and its rows look like those of the sheet"))
    shape("xlsx-beside-other-sheets", {"members.xlsx": workbook(beside_others)}, 'path = "members.xlsx"', same(sheet("Export", 1)))
    shape("xlsx-chosen-sheet", {"members.xlsx": workbook(twice)}, 'path = "members.xlsx", sheet = "Export"', same(sheet("Export", 1), file__other_sheet=1))
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
          'assessment = "other"\nrows = 40\npersons = %d\nlow = %d\n\n[format]\n%s\n\n[findings]\n"value.spreadsheet" = %d\n"column.unreadable" = %d\n' % (
              sum(i % 4 > 0 for i, p in enumerate(PEOPLE)), sum(i % 4 > 0 and not numeric(p) for i, p in enumerate(PEOPLE)), text(), sum(map(numeric, PEOPLE)), sum(map(numeric, PEOPLE))))

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

    # Quotes that nobody meant, and values between others.
    by_accident = [[*row[:8], text] for row, text in zip(table(), ['"Bel-Air' if i in (4, 9) else "" for i in range(40)])]
    plain = "".join(";".join(row) + "\n" for row in [HEADERS] + by_accident)
    shape("quotes-by-accident", {"members.csv": plain}, 'path = "members.csv"', refused("a value in quotes holds whole lines of the file"))
    shape("quotes-none", {"members.csv": plain}, 'path = "members.csv", quotes = "none"', same(text()))
    single = "".join(";".join("'" + v.replace("'", "''") + "'" for v in row) + "\n" for row in [HEADERS] + table())
    shape("quotes-single", {"members.csv": single}, 'path = "members.csv"', same(text()))
    escaped = [[*row[:8], 'Villa "Mon rêve"; bât. B'] for row in table()]
    escaped = "".join(";".join('"' + v.replace('"', '\\"') + '"' for v in row) + "\n" for row in [HEADERS] + escaped)
    shape("quotes-backslash", {"members.csv": escaped}, 'path = "members.csv"', same(text()))
    spaced = "".join("; ".join('"' + v + '"' for v in row) + "\n" for row in [HEADERS] + table())
    shape("quotes-after-blanks", {"members.csv": spaced}, 'path = "members.csv"', same(text()))
    shape("equals-quotes", {"members.csv": csv([[*r[:4], f'="{r[4]}"', r[5], f'="{r[6]}"', *r[7:]] for r in table()])}, 'path = "members.csv"', same(text()))

    # Lines that are no rows.
    head, *lines = clean.splitlines(keepends=True)
    shape("headers-again", {"members.csv": "".join([head, *lines[:20], "\ufeff" + head, *lines[20:]])}, 'path = "members.csv"', same(text(), file__repeated_headers=1))
    shape("headers-twice", {"members.csv": head + ";".join(technical_headers()) + "\n" + "".join(lines)}, 'path = "members.csv"', same(text(), file__repeated_headers=1))
    moved = [[row[i] for i in (4, 1, 2, 3, 0, 5, 6, 7, 8)] for row in [HEADERS] + table()[20:]]
    shape("headers-moved", {"members.csv": head + "".join(lines[:20]) + csv(moved[1:], moved[0])}, 'path = "members.csv"', refused("headers stand again among the rows: others, or the same in another order"))
    # One mapped column is moved, its place taken by one that is not.
    towns = lambda rows, at: [[*row[:at], town, *row[at:]] for row, town in zip(rows, ["Ville", *["Lyon"] * len(rows)])]
    beside = [row[:3] + row[4:5] + row[3:4] + row[5:] for row in [HEADERS] + table()]
    apart = csv(towns(beside, 3)[1:21], towns(beside, 3)[0]), csv(towns(beside, 4)[21:], towns(beside, 4)[0])
    shape("headers-moved-by-a-town", {"members.csv": "".join(apart)}, 'path = "members.csv"', refused("headers stand again among the rows: others, or the same in another order"))
    shape("trailer-with-count", {"members.csv": clean + "99;00000040\n"}, 'path = "members.csv"', same(text(), file__total_lines=1))
    shape("page-numbers", {"members.csv": "".join([head, *lines[:20], "1/2\n", *lines[20:], "- 2 -\n"])}, 'path = "members.csv"', same(text(), file__total_lines=2))
    subtotals = "".join([head, *lines[:20], "Sous-total;20;;;;;;;\n", *lines[20:], "Sous-total;20;;;;;;;\n", "Total général;40;;;;;;;\n"])
    shape("subtotals", {"members.csv": subtotals}, 'path = "members.csv"', same(text(), file__total_lines=3))
    shape("line-of-dashes", {"members.csv": head + ";".join(["-" * 8] * 9) + "\n" + "".join(lines)}, 'path = "members.csv"', same(text(), file__rules=1))
    shape("closing-sentence", {"members.csv": clean + "Filtres appliqués : contrat actif au 5 février 2024\n"}, 'path = "members.csv"', same(text(), file__total_lines=1))
    shape("trailing-delimiter", {"members.csv": clean.replace("\n", ";\n")}, 'path = "members.csv"', same(text()))
    shape("trailing-delimiter-header", {"members.csv": head.replace("\n", ";\n") + "".join(lines)}, 'path = "members.csv"', same(text()))
    shape("dos-end", {"members.csv": clean + "\x1a"}, 'path = "members.csv"', same(text()))
    shape("bracketed-headers", {"members.csv": csv(table(), [f"[{h}]" for h in HEADERS])}, 'path = "members.csv"', same(text()))
    shape("bracketed-headers-of-a-table", {"members.csv": csv(table(), [f"Adhérents[{h}]" for h in HEADERS])}, 'path = "members.csv"', same(text()))
    # Two extracts, the one behind the other, each with headers and its own end.
    shape("extracts-joined", {"members.csv": "".join([head, *lines[:20], "(20 rows)\n", head, *lines[20:], "(20 rows)\n"])}, 'path = "members.csv"', same(text(), file__repeated_headers=1, file__total_lines=2))
    shape("lf-then-cr", {"members.csv": head + "".join(lines[:20]) + "".join(lines[20:]).replace("\n", "\r")}, 'path = "members.csv"', same(text()))
    columns = [max(len(row[i]) for row in [HEADERS] + table()) for i in range(9)]
    bar = "+" + "+".join("-" * (w + 2) for w in columns) + "+\n"
    boxed = lambda row: "| " + " | ".join(v.ljust(w) for v, w in zip(row, columns)) + " |\n"
    shape("database-client", {"members.txt": bar + boxed(HEADERS) + bar + "".join(map(boxed, table())) + bar}, 'path = "members.txt"', same(text(delimiter="|", header_row=2), file__lines_above=1, file__rules=2))
    typed_lines = "000MUTUELLE DEMO        20240205\r\n" + "".join("120" + line + "\r\n" for line in fixed()) + "".join("130" + line[:20] + "\r\n" for line in fixed()) + "999000000080\r\n"
    moved = fixed_spans(3)
    shape("records-of-types", {"members.dat": typed_lines.encode("iso-8859-15")}, f'path = "members.dat", records = {{ at = 1, width = 3, take = ["120"] }}, columns = {{ {moved} }}', same('format = "fixed-width"\nencoding = "iso-8859-15"', file__other_records=42))
    ends = "000MUTUELLE DEMO\r\n" + "".join(line + "\r\n" for line in fixed()) + "99900000040\r\n"
    shape("records-around", {"members.dat": ends.encode("iso-8859-15")}, f'path = "members.dat", columns = {{ {fixed_spans(0)} }}', same('format = "fixed-width"\nencoding = "iso-8859-15"', file__other_records=2))

    # Days of other programs.
    days = lambda *epoch: lambda d: str((d - date(*epoch)).days)
    evening = lambda d: (d - timedelta(days=1)).isoformat() + ("T22:00:00.000Z" if 4 <= d.month <= 9 else "T23:00:00.000Z")
    months_en = [calendar.month_abbr[m].upper() for m in range(13)]
    weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    for name, day, told in [
        ("date-since-1904", days(1904, 1, 1), {"date__reading": 40}),
        ("date-since-1960", days(1960, 1, 1), {"date__reading": 40}),
        ("date-since-1970", days(1970, 1, 1), {"date__reading": 40}),
        ("date-six-digits-lost-zero", lambda d: str(int(d.strftime("%y%m%d"))), {"date__reading": sum(2000 <= p[3].year < 2010 for p in PEOPLE)}),
        ("date-eight-digits-lost-zero", lambda d: str(int(d.strftime("%d%m%Y"))), {}),
        ("date-decimal", lambda d: d.strftime("%Y%m%d") + ".0", {}),
        ("date-milliseconds-zone", lambda d: d.isoformat() + "T00:00:00.000Z", {}),
        ("date-evening-before", evening, {"date__zone": 40}),
        ("date-seconds-beside", lambda d: d.isoformat() + " 00:00:21", {"date__rounded": 40}),
        ("date-noon-of-clocks", lambda d: d.strftime("%d/%m/%Y 12:00:00 AM"), {}),
        ("date-english", lambda d: f"{d.day:02}-{months_en[d.month]}-{d.year}", {}),
        ("date-words-damaged", lambda d: f"{d.day} {months[d.month - 1]} {d.year}".replace("é", "?").replace("û", "Ã»"), {}),
        ("date-wide-digits", lambda d: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in french(d)), {}),
        ("date-long", lambda d: f"{weekdays[d.weekday()]} {d.day} {months[d.month - 1]} {d.year}", {}),
        ("date-set-apart", lambda d: ["", "née le "][d.day % 2] + french(d).replace("/", [" / ", "–", "\u00a0- ", "_"][d.month % 4]), {}),
        ("date-exchanged", lambda d: d.strftime("%Y-%d-%m") if d.day <= 12 else d.strftime("%m/%d/%Y"), {"date__reading": sum(p[3].day <= 12 for p in PEOPLE)}),
    ]:
        shape(name, {"members.csv": csv(table(day=day))}, 'path = "members.csv"', same(text(), **told))
    # A time of day in an end of cover: nobody can tell the day, and the column says so.
    with_end = csv([r + ["2031-05-17T14:30:00"] for r in table()], HEADERS + ["Date de radiation"])
    shape("end-with-times", {"members.csv": with_end}, 'path = "members.csv"', same(text(), date__time=40, column__unreadable=40))
    with_death = lambda mark: csv([r + [mark] for r in table()], HEADERS + ["Date de décès"])
    shape("death-1900", {"members.csv": with_death("1900-01-01")}, 'path = "members.csv"', same(text(), date__sentinel=40))
    shape("death-9999", {"members.csv": with_death("31/12/9999")}, 'path = "members.csv"', same(text(), value__nothing=40))
    shape("death-before-birth", {"members.csv": with_death("02/01/1920")}, 'path = "members.csv"', same(text(), date__before_birth=40))

    # Nothing, in the words of programs and people; codes.
    marks = ["\\N", "NULL", "NA", "-", "#N/D", "non renseigné", "INCONNU", "0000000000", "Err:502"]
    nothing = csv([r + [marks[i % 9], marks[(i + 3) % 9], marks[(i + 5) % 9]] for i, r in enumerate(leaked + strangers)], ["Nom", "Prénom", "Date de naissance", "NIR", "Rang", "N° contrat", "E-mail", "Téléphone", "IBAN"])
    errors = sum(marks[(i + shift) % 9] in ("#N/D", "Err:502") for i in range(len(leaked) + 3) for shift in (0, 3, 5))
    shape("leak-with-nothing", {"leak.csv": nothing}, 'path = "../clean/members.csv"', same(text(), value__nothing=3 * (len(leaked) + 3) - errors, value__cell_error=errors), leaks='[[operators.operateur.leaks]]\npath = "leak.csv"\n')
    refusals = [("Pas de mail", "refus du client", "sans compte"), ("n'a pas", "non connu", "aucun compte"), ("aucune adresse", "pas de téléphone", "Refusé (RGPD)")]
    without = csv([[*r, *refusals[i % 3]] for i, r in enumerate(leaked + strangers)], ["Nom", "Prénom", "Date de naissance", "NIR", "Rang", "N° contrat", "E-mail", "Téléphone", "IBAN"])
    shape("leak-with-refusals", {"leak.csv": without}, 'path = "../clean/members.csv"', same(text(), value__nothing=3 * (len(leaked) + 3)), leaks='[[operators.operateur.leaks]]\npath = "leak.csv"\n')
    # Numbers in the frames that programs and people put around them; each row another one.
    frames = ["#{}", "« {} »", '"{}"', "[{}]", "+{}", "N° {}", "`{}", "{}–", '=("{}")', "{}, "]
    framed = lambda value, i: frames[i % len(frames)].format(value)
    numbers = [[*r[:4], framed(r[4], i + 1) if i % len(frames) else r[4], r[5], framed(r[6], i), *r[7:]] for i, r in enumerate(table())]
    shape("numbers-in-frames", {"members.csv": csv(numbers, quote=True)}, 'path = "members.csv"', same(text()))
    # What a program writes for thousands and decimals is no part of a number.
    grouped = lambda p: f"00{p[7][2]} {p[7][3:]},00"
    shape("contract-thousands", {"members.csv": csv(table(contract=grouped))}, 'path = "members.csv"', same(text()))
    # Contracts of another system and the birth date: nobody is met, and that is said. Twins are one row twice.
    others = csv([[r[2], "C" + r[5]] for r in leaked + strangers], ["Date de naissance", "N° contrat"])
    shape("leak-of-other-contracts", {"leak.csv": others}, 'path = "../clean/members.csv"', 'assessment = "other"\nrows = 40\npersons = 0\n\n[format]\n%s\n\n[findings]\n"leak.meets-nobody" = %d\n' % (text(), len({(r[2], r[5]) for r in leaked + strangers})), leaks='[[operators.operateur.leaks]]\npath = "leak.csv"\n')
    # NIRs of others, each in the form of one: everything else meets the same persons, none of them for certain.
    changed = csv([[*r[:3], r[3][:10] + f"{int(r[3][10:]) - 800:03}", *r[4:]] for r in leaked + strangers], ["Nom", "Prénom", "Date de naissance", "NIR", "Rang", "N° contrat"])
    shape("leak-with-other-nirs", {"leak.csv": changed}, 'path = "../clean/members.csv"', 'assessment = "other"\nrows = 40\npersons = %d\nlow = 0\n\n[format]\n%s\n\n[findings]\n"leak.nirs-differ" = %d\n' % (certain, text(), certain), leaks='[[operators.operateur.leaks]]\npath = "leak.csv"\n')
    # A clock of another zone: each birth is a day early, in all but the NIR. Everybody is met, nobody for certain.
    early = lambda day: (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    shifted = csv([[*r[:2], early(r[2]), *r[3:]] for r in leaked + strangers], ["Nom", "Prénom", "Date de naissance", "NIR", "Rang", "N° contrat"])
    shape("leak-a-day-early", {"leak.csv": shifted}, 'path = "../clean/members.csv"', 'assessment = "other"\nrows = 40\npersons = %d\nlow = 0\n\n[format]\n%s\n\n[findings]\n"leak.dates-differ" = %d\n' % (certain, text(), certain), leaks='[[operators.operateur.leaks]]\npath = "leak.csv"\n')
    # Years of two digits, made whole by a program that takes what is below 50 for this century.
    late = lambda d: french(d.replace(year=d.year + 100) if d.year < 1950 else d)
    shape("date-century", {"members.csv": csv(table(day=late))}, 'path = "members.csv"', same(text(), date__century=sum(p[3].year < 1950 for p in PEOPLE)))
    coded = lambda holder, other: csv([[*r[:7], holder if r[7] == "Assuré" else other, r[8]] for r in table()])
    shape("codes-known", {"members.csv": coded("A", "ENF")}, 'path = "members.csv"', same(text()))
    shape("codes-declared", {"members.csv": coded("T1", "T2")}, 'path = "members.csv", codes = { relation = { T1 = "policyholder", T2 = "dependant" } }', same(text()))
    invisible = csv(table(key=lambda p: "\u200e" + p[4] + p[5] + "\u202c", last=lambda p: p[0].replace("e", "e\u00ad"), contract=lambda p: "\x1f" + p[7]))
    shape("invisible-marks", {"members.csv": invisible}, 'path = "members.csv"', same(text()))
    entities = csv(table(last=lambda p: p[0].replace("è", "&egrave;").replace("ü", "&uuml;").replace("'", "&#39;")), delimiter=",", quote=True)
    shape("entities", {"members.csv": entities}, 'path = "members.csv"', same(text(delimiter=",")))

    # Parquet of other engines, and files that are not read.
    def parquet(**columns):
        rows = table(day=date.isoformat)
        arrays = {h: pyarrow.array([r[i] for r in rows]) for i, h in enumerate(HEADERS)} | columns
        out = io.BytesIO()
        pyarrow.parquet.write_table(pyarrow.table(arrays), out)
        return out.getvalue()
    midnight = pyarrow.array([datetime(p[3].year, p[3].month, p[3].day) for p in PEOPLE]).cast(pyarrow.timestamp("ms"))
    import pyarrow.compute as compute
    local = compute.assume_timezone(midnight, "Europe/Paris")
    decimals = pyarrow.array([Decimal(int(p[7])) for p in PEOPLE], pyarrow.decimal128(38, 10))
    none = {"Adresse": pyarrow.nulls(40)}
    # Spark writes a part without rows beside the others, whose columns all begin where the file does.
    parts = {f"members/part-{i}.parquet": io.BytesIO() for i in range(3)}
    whole = pyarrow.parquet.read_table(io.BytesIO(parquet()))
    for out, part in zip(parts.values(), [whole[:25], whole[25:], whole[:0]]):
        pyarrow.parquet.write_table(part, out)
    shape("empty-part-parquet", {name: out.getvalue() for name, out in parts.items()} | {"members/_SUCCESS": ""}, 'path = "members"', same('format = "parquet"', rows=25))
    shape("parquet-zone", {"members.parquet": parquet(**{"Date de naissance": local})}, 'path = "members.parquet"', same('format = "parquet"'))
    shape("parquet-decimals", {"members.parquet": parquet(**{"N° contrat": decimals}, **none)}, 'path = "members.parquet"', same('format = "parquet"'))
    shape("parquet-bytes", {"members.parquet": parquet(**{h: pyarrow.array([r[i].encode() for r in table()], pyarrow.binary()) for i, h in enumerate(HEADERS)})}, 'path = "members.parquet"', same('format = "parquet"'))
    shape("empty-part", halves | {"members/c.csv": head, "members/_SUCCESS": ""}, 'path = "members"', same(text(), rows=25))
    def archive(method=zipfile.ZIP_DEFLATED, **files):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as opened:
            for name, data in files.items():
                entry = zipfile.ZipInfo(name, (2024, 2, 7, 0, 0, 0))
                opened.writestr(entry, data, method)
        return out.getvalue()
    shape("zip", {"members.zip": archive(**{"members.csv": clean})}, 'path = "members.zip"', same(text()))
    shape("zip-of-parts", {"members.zip": archive(**{"export/a.csv": halves["members/a.csv"], "export/b.csv": halves["members/b.csv"], "__MACOSX/._a.csv": b"\x00\x05"})}, 'path = "members.zip"', same(text(), rows=25))
    shape("zip-of-workbook", {"members.zip": archive(zipfile.ZIP_STORED, **{"members.xlsx": workbook(typed)})}, 'path = "members.zip"', same(sheet("Export", 1)))
    shape("zip-in-zip", {"members.zip": archive(**{"members.zip": archive(**{"members.csv": clean})})}, 'path = "members.zip"', refused("the file is a ZIP archive"))
    # The first bit of the flags says that a password is needed: in the entry, and in the directory at the end.
    locked = bytearray(archive(**{"members.csv": clean}))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    shape("zip-with-password", {"members.zip": bytes(locked)}, 'path = "members.zip"', refused("protected by a password"))
    # The directory announces four GB of a few bytes.
    grows = bytearray(archive(**{"members.csv": clean}))
    place = grows.rindex(b"PK\x01\x02") + 24
    grows[place:place + 4] = b"\xfe\xff\xff\xff"
    shape("zip-that-grows", {"members.zip": bytes(grows)}, 'path = "members.zip"', refused("larger than its bytes can hold"))
    # The directory announces less than the bytes hold: what comes after the announced end would be lost.
    short = bytearray(archive(**{"members.csv": clean}))
    for place in (22, short.rindex(b"PK\x01\x02") + 24):
        short[place:place + 4] = (len(clean.encode()) - 100).to_bytes(4, "little")
    shape("zip-larger-than-declared", {"members.zip": bytes(short)}, 'path = "members.zip"', refused("damaged or truncated"))
    shape("zip-path-up", {"members.zip": archive(**{"../members.csv": clean})}, 'path = "members.zip"', refused("a file whose name leads out of it"))
    shape("zip-path-absolute", {"members.zip": archive(**{"/members.csv": clean})}, 'path = "members.zip"', refused("a file whose name leads out of it"))
    shape("zip-path-of-windows", {"members.zip": archive(**{"..\\members.csv": clean})}, 'path = "members.zip"', refused("a file whose name leads out of it"))
    shape("ebcdic", {"members.dat": "".join(fixed(80)).encode("cp500", "replace")}, f'path = "members.dat", columns = {{ {fixed_spans(0)} }}', refused("the text is EBCDIC"))
    # Records in one line, whether of a mainframe or converted: read as one record, thirty-nine persons would be lost.
    shape("ebcdic-without-ends", {"members.dat": "".join(fixed(80)).encode("cp500", "replace")}, f'path = "members.dat", encoding = "cp1147", columns = {{ {fixed_spans(0)} }}', refused("the records have no ends"))
    shape("fixed-width-without-ends", {"members.txt": "".join(fixed(80)) + "\n"}, f'path = "members.txt", columns = {{ {fixed_spans(0)} }}', refused("its records have no ends"))
    shape("html", {"members.xls": "\ufeff<html><body><table><tr><td>Nom</td></tr></table></body></html>"}, 'path = "members.xls"', refused("HTML"))
    # A value that is empty is left out, or null; a number is one where it has no zero in front.
    def jsons(rows):
        return [{h: int(v) if h == "Rang gémellaire" else v or None for h, v in zip(HEADERS, row) if v or h == "Civilité"} for row in rows]
    lines_of = "".join(json.dumps(o, ensure_ascii=i % 2 == 0) + "\n" for i, o in enumerate(jsons(table())))
    plain_json = 'format = "json"\nencoding = "utf-8"'
    shape("json-lines", {"members.jsonl": lines_of}, 'path = "members.jsonl"', same(plain_json))
    shape("json-array", {"members.json": "\ufeff" + json.dumps(jsons(table()), indent=2, ensure_ascii=False)}, 'path = "members.json"', same(plain_json))
    shape("json-gzip", {"members.json.gz": gzip.compress(lines_of.encode(), mtime=0)}, 'path = "members.json.gz"', same(plain_json + '\ncompression = "gzip"'))
    shape("json-in-object", {"members.json": json.dumps({"total": 40, "lignes": jsons(table())})}, 'path = "members.json"', refused("jq -c"))
    shape("json-cut-off", {"members.json": json.dumps(jsons(table()))[:-200]}, 'path = "members.json"', refused("the JSON cannot be read"))
    shape("json-nested", {"members.json": json.dumps([{"Nom": {"usage": "Petit"}, "NIR": "", "Date de naissance": "01/02/1980"}])}, 'path = "members.json"', refused("holds a list or an object"))
    tags = ["nom", "prenom", "civilite", "date_naissance", "num_secu", "rang_gemellaire", "num_contrat", "qualite", "adresse"]
    escape = lambda v: v.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;")
    element = lambda row: "  <assure>" + "".join(f"<{t}>{escape(v)}</{t}>" if v else f"<{t}/>" for t, v in zip(tags, row)) + "</assure>\n"
    xml = '<?xml version="1.0" encoding="ISO-8859-15"?>\n<extraction date="2024-02-05">\n<!-- v2 -->\n' + "".join(map(element, table())) + "</extraction>\n"
    shape("xml", {"members.xml": xml.encode("iso-8859-15")}, 'path = "members.xml"', same('format = "xml"\nencoding = "iso-8859-15"'))
    attributes = "<rows>" + "".join("<row " + " ".join(f'{t}="{escape(v)}"' for t, v in zip(tags, row) if v) + "/>" for row in table()) + "</rows>"
    shape("xml-attributes", {"members.xml": attributes}, 'path = "members.xml"', same('format = "xml"\nencoding = "utf-8"'))
    households_xml = "<contrats>" + "".join(f"<contrat><num_contrat>{p[7]}</num_contrat>" + element(row) + "</contrat>" for p, row in zip(PEOPLE, table())) + "</contrats>"
    shape("xml-nested", {"members.xml": households_xml}, 'path = "members.xml"', refused("both hold data of persons"))
    # Records of a mainframe: one length, no line ends; a packed date of birth, a zoned number with its sign, its last byte.
    def ebcdic(text):
        return subprocess.run(["iconv", "-f", "UTF-8", "-t", "IBM1147"], input=text.encode(), capture_output=True, check=True).stdout
    def record(p):
        day = bytes.fromhex("0" + p[3].strftime("%Y%m%d") + "C")
        rank = bytes([0xC0 | p[6]])
        return ebcdic("120" + p[0].ljust(20) + p[1].ljust(20)) + day + ebcdic((p[4] + p[5]).ljust(15)) + rank + ebcdic(p[7].ljust(10) + p[8].ljust(8))
    no_ligature = [tuple(v.replace("œ", "oe").replace("Œ", "OE") if isinstance(v, str) else v for v in p) for p in PEOPLE]
    records = ebcdic("000MUTUELLE DEMO".ljust(82)) + b"".join(map(record, no_ligature))
    spans = "last_name = { at = 4, width = 20 }, first_name = { at = 24, width = 20 }, birth_date = { at = 44, width = 5, packed = 8 }, nir = { at = 49, width = 15 }, birth_rank = { at = 64, width = 1, zoned = true }, contract_number = { at = 65, width = 10 }, relation = { at = 75, width = 8 }"
    shape("ebcdic-packed", {"members.dat": records}, f'path = "members.dat", encoding = "cp1147", record_length = 82, records = {{ at = 1, width = 3, take = ["120"] }}, columns = {{ {spans} }}', same('format = "fixed-width"\nencoding = "cp1147"', file__other_records=1))
    shape("ebcdic-wrong-length", {"members.dat": records}, f'path = "members.dat", encoding = "cp1147", record_length = 83, columns = {{ {spans} }}', refused("does not consist of whole records of 83 bytes"))
    # Types of records in a first column.
    kinds = "000;MUTUELLE DEMO;20240205\n" + "".join("120;" + line for line in csv(table(), headers=None).splitlines(keepends=True)) + "999;40\n"
    behind = ", ".join(f"{place.split(' = ')[0]} = {int(place.split(' = ')[1]) + 1}" for place in places.split(", "))
    shape("records-in-a-column", {"members.csv": kinds}, f'path = "members.csv", header = false, delimiter = ";", records = {{ at = 1, take = ["120"] }}, columns = {{ {behind} }}', same(text(header_row=None), file__other_records=2))
    # Files that are something else, each by its name.
    shape("bzip2", {"members.csv.bz2": bz2.compress(clean.encode())}, 'path = "members.csv.bz2"', refused("bunzip2"))
    shape("xz", {"members.csv.xz": lzma.compress(clean.encode())}, 'path = "members.csv.xz"', refused("unxz"))
    from pyarrow import feather as feathers
    feather = io.BytesIO()
    feathers.write_feather(pyarrow.table({h: [r[i] for r in table()] for i, h in enumerate(HEADERS)}), feather)
    shape("feather", {"members.feather": feather.getvalue()}, 'path = "members.feather"', refused("Feather"))
    base = sqlite3.connect(":memory:")
    base.execute("create table membres (nom text)")
    shape("sqlite", {"members.db": base.serialize()}, 'path = "members.db"', refused("SQLite"))
    shape("sql-dump", {"members.sql": "-- MySQL dump 10.13\n\nCREATE TABLE `membres` (`nom` text);\nINSERT INTO `membres` VALUES ('Petit');\n"}, 'path = "members.sql"', refused("SQL dump"))
    # A 7z archive without files: a signature, a version, and where its empty directory would be.
    nowhere = struct.pack("<QQL", 0, 0, 0)
    shape("seven-zip", {"members.7z": b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<L", zlib.crc32(nowhere)) + nowhere}, 'path = "members.7z"', refused("the file is a 7z archive"))
    def tar(mode):
        out, entry = io.BytesIO(), tarfile.TarInfo("members.csv")
        entry.size, entry.mtime = len(clean.encode()), 0
        with tarfile.open(fileobj=out, mode=mode) as opened:
            opened.addfile(entry, io.BytesIO(clean.encode()))
        return out.getvalue()
    shape("tar", {"members.tar": tar("w")}, 'path = "members.tar"', refused("the file is a tar archive"))
    shape("tar-gzip", {"members.tar.gz": gzip.compress(tar("w"), mtime=0)}, 'path = "members.tar.gz"', refused("the file is a tar archive"))
    from pyarrow import orc as orcs
    orc = io.BytesIO()
    orcs.write_table(pyarrow.table({h: [r[i] for r in table()] for i, h in enumerate(HEADERS)}), orc)
    shape("orc", {"members.orc": orc.getvalue()}, 'path = "members.orc"', refused("the file is ORC, not a table"))
    # Parquet with an encrypted footer: its first and last bytes are all that can be read.
    sealed = bytes((97 * i + 13) % 256 for i in range(400))
    shape("parquet-encrypted", {"members.parquet": b"PARE" + sealed + struct.pack("<L", 200) + b"PARE"}, 'path = "members.parquet"', refused("the Parquet file is encrypted"))

    # Accents that a program has damaged. Headers are known all the same; a name is set aside if its letters are unknown.
    twice = lambda v: v.encode().decode("cp1252")
    ascii = lambda mark: lambda v: "".join(c if ord(c) < 128 else mark for c in v)
    has_accent = lambda v: any(ord(c) > 127 for c in v)
    accents = sum(has_accent(v) for p in PEOPLE for v in p[:2])
    plain_headers = {"headers-mojibake": twice, "headers-question-marks": ascii("?"), "headers-replaced": ascii("\ufffd"), "headers-without-accents": ascii("")}
    for name, damage in plain_headers.items():
        shape(name, {"members.csv": csv(table(), [damage(h) for h in HEADERS])}, 'path = "members.csv"', same(text()))
    # Number, birth date, rank and contract are whole: the same persons are met.
    damaged_names = {"names-mojibake": twice, "names-question-marks": ascii("?"), "names-replaced": ascii("\ufffd"), "names-without-accents": ascii("")}
    for name, damage in damaged_names.items():
        rows = [[damage(v) if i < 2 else v for i, v in enumerate(row)] for row in table()]
        if name == "names-mojibake":
            # What other encoding it may have been is open where one of these characters stands: they are other bytes in ISO-8859-15.
            open_ = sum(any(c in "€ŠšŽžŒœŸ" for c in twice(v)) for p in PEOPLE for v in p[:2] if has_accent(v))
            told = f'"name.damaged" = {open_}\n"name.repaired" = {accents - open_}\n'
            shape(name, {"members.csv": csv(rows)}, 'path = "members.csv"', f'assessment = "other"\nrows = 40\npersons = {certain}\n\n[format]\n{text()}\n\n[findings]\n{told}')
            continue
        told = "" if name == "names-without-accents" else f'"name.damaged" = {accents}\n'
        shape(name, {"members.csv": csv(rows)}, 'path = "members.csv"', f'assessment = "other"\nrows = 40\npersons = {certain}\n\n[format]\n{text()}\n\n[findings]\n{told}')

    # A rank that numbers the beneficiaries of a family: 1 the policyholder, then the others under the same number and contract.
    def in_family(i, p):
        return 1 + sum(other[4] == p[4] for other in PEOPLE[:i])
    numbered = [[*row[:5], str(in_family(i, p)), *row[6:]] for i, (row, p) in enumerate(zip(table(), PEOPLE))]
    # Nobody is lost: number and birth date are one, and first names tell the twins apart.
    family = f'assessment = "other"\nrows = 40\npersons = {certain}\n\n[format]\n{text()}\n\n[findings]\n"rank.family" = 40\n'
    shape("rank-in-family", {"members.csv": csv(numbered)}, 'path = "members.csv"', family)
    shape("rank-in-family-declared", {"members.csv": csv(numbered)}, 'path = "members.csv", ranks = "family"', family)
    shape("rank-declared", {"members.csv": csv(table())}, 'path = "members.csv", ranks = "birth"', same(text()))

    # Headers and names of other programs.
    decomposed = [unicodedata.normalize("NFD", h) for h in HEADERS]
    shape("headers-decomposed", {"members.csv": csv(table(), decomposed)}, 'path = "members.csv"', same(text()))
    shape("contract-decimals", {"members.csv": csv(table(contract=lambda p: f"{int(p[7])},00"))}, 'path = "members.csv"', same(text()))
    pages = "".join(line + (f"Page {i // 20 + 1} sur 2;;;;;;;;\n" if i % 20 == 19 else "") for i, line in enumerate(lines))
    shape("page-footers", {"members.csv": head + pages}, 'path = "members.csv"', same(text(), file__total_lines=2))
    categories = {"Qualité": pyarrow.array([p[8] for p in PEOPLE]).dictionary_encode(), "Civilité": pyarrow.array([p[2] for p in PEOPLE]).dictionary_encode()}
    shape("parquet-categories", {"members.parquet": parquet(**categories)}, 'path = "members.parquet"', same('format = "parquet"'))
    # Columns that nobody declared, of types that have no text: each row may hold something there.
    objects = {"Détails": pyarrow.array([{"a": 1, "b": "x"}] * 33), "Options": pyarrow.array([[("a", 1)]] * 33, pyarrow.map_(pyarrow.string(), pyarrow.int64())),
        "Montant": pyarrow.array([Decimal("1.5")] * 33, pyarrow.decimal256(50, 3)), "Positions": pyarrow.array([[1, 2]] * 33, pyarrow.list_(pyarrow.int64(), 2)), "Liste": pyarrow.array([["a"]] * 33)}
    out = io.BytesIO()
    of_leak = {h: pyarrow.array([r[i] for r in leaked + strangers]) for i, h in enumerate(["Nom", "Prénom", "Date de naissance", "NIR", "Rang", "N° contrat"])}
    pyarrow.parquet.write_table(pyarrow.table(of_leak | objects), out)
    shape("leak-with-objects", {"leak.parquet": out.getvalue()}, 'path = "../clean/members.csv"', same(text(), leak__unknown_column=33 * len(objects)), leaks='[[operators.operateur.leaks]]\npath = "leak.parquet"\n')
    shape("parquet-objects", {"members.parquet": parquet(**{"Nom": pyarrow.array([{"nom": p[0]} for p in PEOPLE])})}, 'path = "members.parquet"', refused("holds objects, which ampleur does not read"))
    shape("codes-yes-no", {"members.csv": csv([[*r[:7], "O" if r[7] == "Assuré" else "N", r[8]] for r in table()], [*HEADERS[:7], "Assuré principal (O/N)", HEADERS[8]])}, 'path = "members.csv"', same(text()))
    shape("colon", {"members.txt": csv(table(), delimiter=":")}, 'path = "members.txt"', refused("the delimiter of the file seems to be `:`"))
    shape("colon-declared", {"members.txt": csv(table(), delimiter=":")}, 'path = "members.txt", delimiter = ":"', same(text(delimiter=":")))

    # One NIR and one contract merged over a household, and formulas without values.
    def households(book):
        book.active.title = "Export"
        book.active.append(HEADERS)
        row = 2
        for parent in PEOPLE[:28]:
            family = [parent] + [p for p in PEOPLE[28:] if p[4] == parent[4]]
            for i, p in enumerate(family):
                cells = typed_row(p)
                book.active.append(cells if i == 0 else cells[:4] + [None, cells[5], None] + cells[7:])
            if len(family) > 1:
                for column in ("E", "G"):
                    book.active.merge_cells(f"{column}{row}:{column}{row + len(family) - 1}")
            row += len(family)
    def formulas(book):
        book.active.title = "Export"
        book.active.append(HEADERS)
        for i, p in enumerate(PEOPLE):
            book.active.append([*typed_row(p)[:4], f'=K{i + 2}&L{i + 2}', *typed_row(p)[5:], None, p[4], p[5]])
    shape("xlsx-merged-household", {"members.xlsx": workbook(households)}, 'path = "members.xlsx"', same(sheet("Export", 1), file__merged_cells=12))
    def spanned():
        """The same households in the rows of an ODS: the first cell says over how many rows it stands."""
        rows = [HEADERS]
        for parent in PEOPLE[:28]:
            family = [parent] + [p for p in PEOPLE[28:] if p[4] == parent[4]]
            for i, p in enumerate(family):
                cells = typed_row(p)
                for column in (4, 6):
                    cells[column] = (cells[column], len(family)) if i == 0 else None
                rows.append(cells)
        return rows
    shape("ods-merged-household", {"members.ods": ods(spanned())}, 'path = "members.ods"', same(sheet("Feuille1", 1), file__merged_cells=12))
    shape("xlsx-formulas-without-values", {"members.xlsx": workbook(formulas)}, 'path = "members.xlsx"', refused("have never been computed"))


main()
