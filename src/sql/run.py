#!/usr/bin/env python3
"""Links the rows of rows/ by the SQL beside this script, in DuckDB, and writes what it counts to counts/.

usage: python3 run.py [--report REPORT]        once: python3 -m pip install duckdb==2.0.0

With --report, the folder of the report that `ampleur assess` wrote of the same files: compares its figures with these, names each that
differs, and ends with 1 if one does. No key is needed, and no code is shared with ampleur.
"""
import argparse
import json
import os
import pathlib
import sys

import duckdb

COUNTS = ["rows_by_bin", "rows_by_level", "persons"]


def link(db, scripts):
    for script in scripts:
        db.execute(script.read_text(encoding="utf-8"))
        # Persons share keys through others: again until no row changes.
        again = script.with_name(f"{script.stem}-again.sql")
        while again.exists():
            db.execute(again.read_text(encoding="utf-8"))
            changed = db.execute("select count(*) from person join further using (member) where person.person <> further.person").fetchone()[0]
            db.execute("create or replace table person as from further")
            if not changed:
                break


def counted(db):
    """By what it is: a number."""
    figures = {}
    for operator, bin, rows in db.execute("from rows_by_bin").fetchall():
        figures[f"{operator}: rows {bin}"] = rows
    for rule, difference, rows, by_chance in db.execute("from rows_by_level").fetchall():
        level = rule + (f", {difference}" if difference else "")
        figures[f"rows by {level}"], figures[f"by chance of {level}"] = rows, by_chance
    for insurer, *persons in db.execute("from persons").fetchall():
        for bound, number in zip(["low", "estimate", "high"], persons):
            figures[f"{insurer or 'all'}: persons {bound}"] = number
    return figures


def reported(report):
    """The same figures of a report."""
    figures = {}
    for leak in report["conservation"]["leaks"]:
        for bin in ["matched", "doubtful", "ambiguous", "household", "elsewhere", "unmatched"]:
            name = f"{leak['operator']}: rows {bin}"
            figures[name] = figures.get(name, 0) + leak[bin]
    for level in report["matching"]["levels"]:
        name = level["rule"] + (f", {level['difference']}" if level.get("difference") else "")
        figures[f"rows by {name}"], figures[f"by chance of {name}"] = level["rows"], level.get("by_chance", {}).get("rows", 0)
    for name, totals in [("all", report["totals"]), *((insurer["id"], insurer["totals"]) for insurer in report["insurers"])]:
        for bound, number in totals["persons"].items():
            figures[f"{name}: persons {bound}"] = number
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", type=pathlib.Path, metavar="REPORT", help="the folder of a report, to compare with")
    asked = parser.parse_args()
    there = reported(json.loads((asked.report / "report.json").read_text(encoding="utf-8"))) if asked.report else None
    folder = pathlib.Path(__file__).resolve().parent
    os.chdir(folder)
    with duckdb.connect() as db:
        link(db, sorted(script for script in folder.glob("[0-9]*.sql") if not script.stem.endswith("-again")))
        (folder / "counts").mkdir(exist_ok=True)
        for table in COUNTS:
            db.execute(f"copy {table} to 'counts/{table}.csv'")
        here = counted(db)
    if there is None:
        for name, number in here.items():
            print(f"{number:>12}  {name}")
        return 0
    names = sorted(here.keys() | there.keys())
    differ = [name for name in names if here.get(name, 0) != there.get(name, 0)]
    for name in differ:
        print(f"differs: {name}: {here.get(name, 0)} here, {there.get(name, 0)} in the report")
    print(f"{len(names)} figures compared, {len(differ)} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
