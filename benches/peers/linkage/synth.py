"""Writes what `ampleur synth` invents as members and a leak: the members of one insurer, and the rows of one operator that name it.

usage: synth.py none|moderate|heavy DIR AMPLEUR PERSONS SEED

The files are those of febrl.py, in the columns that both sides have. DIR/truth.csv has a line for each member row of a leaked
person: a child covered by both parents has two.
"""
import pathlib
import subprocess
import sys
import tempfile

import files

errors, folder, ampleur, persons, seed = sys.argv[1], pathlib.Path(sys.argv[2]), *sys.argv[3:6]
INSURER, OPERATOR = "harmonie-mutuelle", "viamedis"
COLUMNS = ["last_name", "first_name", "birth_date", "nir", "contract_number"]


def date(digits):
    """Cut, not read: 00 is damage that belongs to the data."""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits else digits


def columns(row):
    return {column: date(row[column]) if column == "birth_date" else row[column] for column in COLUMNS}


with tempfile.TemporaryDirectory() as temporary:
    made = pathlib.Path(temporary) / "made"
    command = [ampleur, "synth", "--persons", persons, "--seed", seed, "--errors", errors, "--pairs", "--format", "csv", "-o", made]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    members, leak, pairs = (files.read(made / file, ",") for file in [f"members/{INSURER}.csv", f"leaks/{OPERATOR}.csv", "pairs.csv"])

# The row that a leaked row becomes, by the row that it was. One that repeats another is left out, as in the Febrl sets.
row_of, kept = {}, []
seen = set()
for number, row in enumerate(leak, start=2):
    values = tuple(row.values())
    if row["insurer"] == INSURER and values not in seen:
        seen.add(values)
        kept.append(columns(row))
        row_of[number] = len(kept) + 1
ours = [pair for pair in pairs if (pair["operator"], pair["insurer"]) == (OPERATOR, INSURER) and int(pair["leak_row"]) in row_of]
truth = [(row_of[int(pair["leak_row"])], pair["member_row"]) for pair in ours]
files.write_set(folder, [{"member_id": row["member_id"], **columns(row)} for row in members], kept, truth)
