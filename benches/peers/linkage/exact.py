"""What an analyst would write first: DuckDB joins the clear columns; two rows are linked if enough of their columns are equal.

usage: exact.py DIR COLUMNS

Prints the pairs of rows of DIR/leak.csv and DIR/members.csv that come out of any join on COLUMNS columns of the leak: with 2 of
four columns, of any of six joins. Case and accents of names do not count; an empty value equals nothing.
"""
import itertools
import pathlib
import sys

import duckdb

folder, equal = pathlib.Path(sys.argv[1]), int(sys.argv[2])

with duckdb.connect() as db:
    for side in ["leak", "members"]:
        db.execute(f"""create temp table {side} as
                       select row_number() over () + 1 as row,
                              * replace (upper(strip_accents(last_name)) as last_name, upper(strip_accents(first_name)) as first_name)
                       from read_csv('{folder / side}.csv', delim = ';', quote = '"', header = true, all_varchar = true)""")
    columns = [column for column, *_ in db.execute("describe leak").fetchall() if column != "row"]
    joins = [f"select leak.row as leak_row, members.row as member_row from leak join members using ({', '.join(chosen)})"
             for chosen in itertools.combinations(columns, equal)]
    print("leak_row,member_row")
    for pair in db.execute(" union ".join(joins) + " order by all").fetchall():
        print(*pair, sep=",")
