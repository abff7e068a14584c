"""The files of a set: members.csv, leak.csv, truth.csv, and incident.toml, with which ampleur links them."""
import csv

INCIDENT = """\
schema = "ampleur/incident/1"
id = "linkage"
title = "Linkage benchmark"
reference_date = 2024-02-07
max_rejects = 1.0
legal_basis = "benchmark on invented persons"

[key]
published = true

[operators.operator]
name = "Operator"
exposed = [{fields}]
[[operators.operator.leaks]]
path = "leak.csv"
date_order = "ymd"

[insurers.insurer]
name = "Insurer"
operators = ["operator"]
members = [{ path = "members.csv", date_order = "ymd" }]
"""


def read(path, delimiter=";"):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def write_set(folder, members, leak, truth):
    """`truth`: pairs of a leaked row and a member row, as a spreadsheet numbers them: the header is row 1."""
    write(folder / "members.csv", members)
    write(folder / "leak.csv", leak)
    write(folder / "truth.csv", [{"leak_row": leaked, "member_row": member} for leaked, member in truth])
    fields = ", ".join(f'"{column}"' for column in leak[0] if column != "postal_code")
    (folder / "incident.toml").write_text(INCIDENT.replace("{fields}", fields), encoding="utf-8")


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
