"""Writes the files of an invented population anew, as other programs write them; the rows stay as they are.

usage: reshape.py plain|wide FROM TO

FROM is a folder of `ampleur synth --format parquet`. `plain` writes every value where it stands, without dictionaries. `wide` gives each
member file 40 columns, of which no more are used than before: the others hold numbers, codes, days and texts. TO must not exist.
"""
import pathlib
import shutil
import sys

import duckdb

form, source, target = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])

COLUMNS = 40
# What a column holds that nobody asks for, from a number of its own for each row and column.
KINDS = [
    "({0} % 1000000)::integer",
    "'K' || ({0} % 40)",
    "date '1990-01-01' + ({0} % 12000)::integer",
    "md5({0}::varchar)",
    "case when {0} % 10 < 3 then ({0} % 90000) / 100 end",
]


def further(known):
    """The columns that are added to those which a file has."""
    numbers = range(len(known), COLUMNS)
    return [f"{KINDS[i % len(KINDS)].format(f'hash(number, {i})')} as other_{i:02}" for i in numbers]


def main(run, folder):
    written = "format parquet, compression zstd, row_group_size 131072"
    if form == "plain":
        written += ", dictionary_size_limit 0"
    for path in sorted(source.glob("*/*.parquet")):
        to = folder / path.parent.name / path.name
        to.parent.mkdir(exist_ok=True)
        known = [column for column, *_ in run(f"describe from '{path}'")]
        is_wide = form == "wide" and path.parent.name == "members"
        columns = ", ".join([*known, *(further(known) if is_wide else [])])
        numbered = f"(select *, row_number() over () as number from '{path}')" if is_wide else f"'{path}'"
        run(f"copy (select {columns} from {numbered}) to '{to}' ({written})")


if form not in ("plain", "wide"):
    sys.exit(f"reshape.py: {form} is neither plain nor wide")
# Whole or not at all.
part = target.with_name(target.name + ".part")
shutil.rmtree(part, ignore_errors=True)
part.mkdir()
with duckdb.connect() as db:
    main(lambda sql: db.execute(sql).fetchall(), part)
for name in ["incident.toml", "truth.json"]:
    shutil.copy(source / name, part / name)
part.rename(target)
