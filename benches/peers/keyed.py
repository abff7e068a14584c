"""What an analyst would write who may compare nothing clear: DuckDB hashes every identifier with secrets and joins the hashes.

usage: keyed.py DIR [parquet|csv]

DIR holds members/<insurer>.<format> and leaks/<operator>.<format>, as `ampleur synth` writes them. Three rules in order: NIR, birth date
and rank; NIR and birth date; contract number, birth date and first name. A leaked row takes the first under which it meets anybody.
DuckDB has no HMAC: two SHA-256, one inside the other, each with a secret of its own, are as much work. By insurer and operator it
counts the members met, and those of them whose NIR, and whose contract number, stood in a row that met them.
"""
import pathlib
import sys
import tempfile

import duckdb

root, form = pathlib.Path(sys.argv[1]), (sys.argv[2:] or ["parquet"])[0]
RULES = ["nir_date_rank", "nir_date", "contract_date_name"]
FIELDS = ["nir", "birth_date", "birth_rank", "last_name", "first_name", "contract_number"]
SECRETS = ["6b1f0c9ad3e84b75a2f1907c5de3481b", "f04d7713ce5a4e0b9b62d8a1347fe59c"]
MACROS = f"""
create macro plain(name) as regexp_replace(upper(strip_accents(name)), '[^A-Z]+', ' ', 'g');
create macro keyed(text) as unhex(sha256('{SECRETS[0]}' || sha256('{SECRETS[1]}' || text)));
"""


def source(path):
    return f"read_{form}('{path}', filename = true{', all_varchar = true' if form == 'csv' else ''})"


def main(run):
    run(MACROS)

    def hashes(path):
        """The hash of each rule, none where the row lacks what the rule compares; and a bit for each field that it holds."""
        has = {column for column, *_ in run(f"describe from {source(path)}")}
        rank = "birth_rank" if "birth_rank" in has else "null"
        held = " | ".join(f"(({field} is not null)::utinyint << {bit})" for bit, field in enumerate(FIELDS) if field in has)
        return f"""keyed('nir-date-rank/' || nir[:13] || '/' || birth_date || '/' || {rank}) as nir_date_rank,
                   keyed('nir-date/' || nir[:13] || '/' || birth_date) as nir_date,
                   keyed('contract-date-name/' || contract_number || '/' || birth_date || '/' || plain(first_name))
                       as contract_date_name, {held} as fields"""

    members = root / "members" / f"*.{form}"
    run(f"""create temp table member as
            select parse_filename(filename, true) as insurer, {hashes(members)} from {source(members)}""")
    run("create temp table exposed (operator varchar, insurer varchar, member bigint, fields utinyint)")
    for path in sorted((root / "leaks").glob(f"*.{form}")):
        run(f"create or replace temp table waiting as select {hashes(path)} from {source(path)}")
        run("create or replace temp table met (leak bigint, member bigint, insurer varchar, fields utinyint)")
        for rule in RULES:
            run(f"""insert into met select waiting.rowid, member.rowid, insurer, waiting.fields from waiting join member using ({rule})
                    where waiting.rowid not in (select leak from met)""")
        run(f"insert into exposed select '{path.stem}', insurer, member, bit_or(fields) from met group by insurer, member")
    for row in run("""select insurer, operator, count(*), count(*) filter (fields & 1 > 0), count(*) filter (fields & 32 > 0)
                      from exposed group by all order by all"""):
        print(*row, sep="\t")
    print("*", "*", run("select count(distinct member) from exposed")[0][0], sep="\t")


with tempfile.TemporaryDirectory() as spilled:
    with duckdb.connect(config={"temp_directory": spilled, "preserve_insertion_order": False}) as db:
        main(lambda sql: db.execute(sql).fetchall())
