"""What an analyst would write first: DuckDB joins clear NIRs and birth dates, and counts members by insurer and operator.

usage: plain.py DIR [parquet|csv]

DIR holds members/<insurer>.<format> and leaks/<operator>.<format>, as `ampleur synth` writes them. Of a dozen columns it reads three:
NIR, birth date and birth rank. A leaked row meets the members of that NIR and date, and of its rank if it has one. Nothing is hashed,
no value brought to one form, no duplicate left out, no person told from a row: benches/README.md has the whole list.
"""
import pathlib
import sys
import tempfile

import duckdb

root, form = pathlib.Path(sys.argv[1]), (sys.argv[2:] or ["parquet"])[0]


def source(path):
    return f"read_{form}('{path}', filename = true{', all_varchar = true' if form == 'csv' else ''})"


def main(run):
    run(f"""create temp table member as
            select parse_filename(filename, true) as insurer, nir[:13] as nir, birth_date, birth_rank
            from {source(root / 'members' / f'*.{form}')}""")
    leaks = sorted((root / "leaks").glob(f"*.{form}"))
    for number, path in enumerate(leaks):
        has_rank = any(column == "birth_rank" for column, *_ in run(f"describe from {source(path)}"))
        rank = "and coalesce(leaked.birth_rank = member.birth_rank, leaked.birth_rank is null)" if has_rank else ""
        run(f"""create temp table met_{number} as
                select distinct member.rowid as member, member.insurer from member
                join {source(path)} leaked on member.nir = leaked.nir[:13] and member.birth_date = leaked.birth_date {rank}""")
        for insurer, rows in run(f"select insurer, count(*) from met_{number} group by insurer order by insurer"):
            print(insurer, path.stem, rows, sep="\t")
    of_any = " union ".join(f"select member from met_{number}" for number in range(len(leaks)))
    print("*", "*", run(f"select count(*) from ({of_any})")[0][0], sep="\t")


with tempfile.TemporaryDirectory() as spilled:
    with duckdb.connect(config={"temp_directory": spilled, "preserve_insertion_order": False}) as db:
        main(lambda sql: db.execute(sql).fetchall())
