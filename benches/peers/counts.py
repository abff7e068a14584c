"""Counts what `ampleur assess` counts, from the clear files, in SQL that can be read: nothing is hashed, no code is shared.

usage: counts.py DIR [parquet|csv] [--against REPORT.json]

DIR is what `ampleur synth --format parquet` (or csv) writes: incident.toml, members/<insurer>.<format>, leaks/<operator>.<format>,
with ampleur's own names of columns. Needs Python 3.11 and duckdb.

Prints four tables as TSV: by insurer and operator the member rows met, and the persons they are; persons by the strongest rule that
met them there; where each row of each leak went; where each row of each members' file went. `*` stands for all insurers, all
operators. `--against` holds each number against the report's and ends with 1 if one differs, each difference named.

Values are read as synth writes them: a NIR of thirteen characters, or fifteen with its key; dates of eight digits, year first; an
insurer named by its id. That other shapes of files give the same values is for tests/messy.rs to show.
"""
import argparse
import json
import pathlib
import re
import sys
import tempfile
import tomllib
import unicodedata

import duckdb

# What is read. A column that a file lacks is empty in all its rows.
COLUMNS = """member_id nir own_nir civility last_name birth_name first_name birth_date birth_rank contract_number member_number
    insurer product manager relation coverage_start coverage_end managed_since deceased_on""".split()

MACROS = r"""
-- A name: capitals without marks, one space for whatever else stands between them. Françoise-Marie is FRANCOISE MARIE.
create macro as_name(written) as nullif(trim(regexp_replace(
    strip_accents(replace(replace(upper(written), 'Œ', 'OE'), 'Æ', 'AE')), '[^A-Z]+', ' ', 'g')), '');
create macro first_of(name) as split_part(name, ' ', 1);

-- A contract or member number: capitals and digits, leading zeros kept; and the same without them.
create macro as_number(written) as nullif(regexp_replace(upper(written), '[\s./''-]+', '', 'g'), '');
create macro unpadded(number) as nullif(ltrim(number, '0'), '');

-- Words: case, marks and blanks do not count.
create macro folded(written) as regexp_replace(lower(strip_accents(written)), '[^a-z0-9]+', '', 'g');

-- The key of a NIR: 97 less the number modulo 97, Corsica's 2A and 2B read as 19 and 18.
create macro key_of(nir) as 97 - try_cast(replace(replace(nir, '2A', '19'), '2B', '18') as bigint) % 97;
-- Its thirteen characters; none if a key follows that is not its own (00 is a place kept free).
create macro thirteen(written) as case
    when length(written) = 13 then written
    when length(written) = 15 and try_cast(written[14:] as bigint) in (0, key_of(written[:13])) then written[:13] end;
-- The same if it is a person's: 1 to 4, two digits of the year, a month of the calendar or from 20 on, then department, municipality
-- and order, none of them zero. Provisional numbers begin with 5 to 8. Thirteen times one digit, and the number of anonymous bills
-- (1 or 2, then 555555), are nobody's.
create macro registered(nir) as case when
    regexp_full_match(nir, '[1-4][0-9]{2}(0[1-9]|1[0-2]|[2-9][0-9])([0-9]{2}|2[AB])[0-9]{6}')
    and nir[6:7] <> '00' and nir[8:10] <> '000' and nir[11:] <> '000'
    and nir <> repeat(nir[1], 13) and nir[:7] not in ('1555555', '2555555') then nir end;

-- 1 a man, 2 a woman: as the civility tells it, else the person's own NIR.
create macro sex_of(civility, own_nir) as case
    when folded(civility) in ('m', 'mr', 'monsieur', 'h', 'homme', 'masculin', '1') then '1'
    when folded(civility) in ('mme', 'mlle', 'madame', 'mademoiselle', 'mrs', 'ms', 'f', 'femme', 'feminin', '2') then '2'
    when own_nir[1] in ('1', '2') then own_nir[1] end;

-- A birth rank is 1 to 9. Zeros tell nothing; anything else is an order inside the family, which tells no twins apart.
create macro rank_of(written) as case
    when regexp_full_match(written, '0?1|[2-9]') then written[-1:]
    when not regexp_full_match(written, '0{1,3}') then 'family' end;
create macro relation_of(written) as case
    when folded(written) in ('policyholder', 'assure', 'assureprincipal', 'adherent', 'titulaire') then 'policyholder'
    when folded(written) in ('dependant', 'ayantdroit', 'conjoint', 'conjointe', 'enfant', 'beneficiaire') then 'dependant' end;

-- Both tell it, and one tells something else than the other.
create macro differ(a, b) as coalesce(a <> b, false);
"""

# One side: `side` is leak or member; `party` is the operator of a leak, the insurer of members.
READ = """
create table {side}_read as
with canonical as (
select party, {named} as insurer,
    thirteen(nir) as nir_as_filed, registered(thirteen(nir)) as nir,
    thirteen(own_nir) as own_nir_as_filed, registered(thirteen(own_nir)) as own_nir,
    as_name(last_name) as last_name, as_name(birth_name) as birth_name, as_name(first_name) as first_names,
    as_number(contract_number) as contract_number, as_number(member_number) as member_number,
    birth_date, rank_of(birth_rank) as rank, relation_of(relation) as relation,
    coverage_start, coverage_end, managed_since, deceased_on, member_id, civility, product, manager
from ({rows}))
-- Whether a rule can meet it.
select *, nir is not null or own_nir is not null or (birth_date is not null and first_names is not null
    and coalesce(last_name, birth_name, contract_number, member_number) is not null) as usable
from canonical;

-- Rows of one party that have the same values in every column are one row; the others are its duplicates.
create table {side}_once as select distinct * from {side}_read where usable;

create table {side}_left_out as
select party, count(*) as rows, count(*) filter (not usable) as rejected, count(*) filter (usable) - any_value(once) as duplicate
from {side}_read left join (select party, count(*) as once from {side}_once group by party) using (party) group by party;
drop table {side}_read;
"""

FILLERS = """
-- A NIR that stands beside more than twelve birth dates, in the leaks or in the members' files, is nobody's.
create table filler as
with filed as (
    select 'leaks' as side, nir, birth_date from leak_once
    union all select 'members', nir, birth_date from member_once
    union all select 'members', own_nir, birth_date from member_once where own_nir is distinct from nir),
crowded as (select side, nir from filed where nir is not null group by all having count(birth_date) > 12)
select distinct nir from filed join crowded using (side, nir) group by side, nir having count(distinct birth_date) > 12;
"""

KEPT = """
create table {side} as
select row_number() over () as {side}, party, insurer, birth_date, first_of(first_names) as first_name, rank,
    sex_of(civility, own_nir) as sex, relation, last_name, birth_name, contract_number, member_number,
    case when nir not in (from filler) then nir end as nir,
    case when own_nir not in (from filler) and own_nir is distinct from nir then own_nir end as own_nir,
    folded(manager) as manager, managed_since, coverage_start, coverage_end
from {side}_once;
drop table {side}_once;

-- A row may have two NIRs, two names, two numbers: a row each. `told` is a rank that is written.
create view {side}_by_nir as
with two as (select *, nir as one from {side} union all select *, own_nir from {side})
select {side}, party, insurer, one as nir, birth_date, first_name, sex, rank, nullif(rank, 'family') as told
from two where one is not null;

create view {side}_by_name as
with two as (
    select *, last_name as name from {side}
    union all select *, birth_name from {side} where birth_name is distinct from last_name)
select {side}, party, insurer, name, birth_date, first_name from two where name is not null;

create view {side}_by_number as
with two as (
    select *, 'contract' as kind, contract_number as number from {side}
    union all select *, 'member', member_number from {side})
select {side}, party, insurer, kind, number, birth_date, first_name from two where number is not null;
"""

# In order: a leaked row `l` takes the first under which it meets a member row `m` that it can expose. A member whose row tells no
# rank is of rank 1. A contract number without its leading zeros is a weaker form of the same rule.
RULES = [
    ("nir-date-rank", "nir", """l.nir = m.nir and l.birth_date = m.birth_date
                                and l.told = case when m.rank is null then '1' else m.told end"""),
    ("nir-date-name", "nir", "l.nir = m.nir and l.birth_date = m.birth_date and l.first_name = m.first_name"),
    ("nir-date", "nir", """l.nir = m.nir and l.birth_date = m.birth_date and not differ(l.told, m.told)
                           and not differ(l.first_name, m.first_name) and not differ(l.sex, m.sex)"""),
    ("contract-date-name", "number", """l.number = m.number and l.kind = m.kind and l.birth_date = m.birth_date
                                        and l.first_name = m.first_name"""),
    ("contract-date-name", "number", """unpadded(l.number) = unpadded(m.number) and l.kind = m.kind
                                        and l.birth_date = m.birth_date and l.first_name = m.first_name"""),
    ("name-date", "name", "l.name = m.name and l.first_name = m.first_name and l.birth_date = m.birth_date"),
    ("nir-only", "nir", "l.nir = m.nir and l.birth_date is null"),
]

# A row that names its insurer exposes that one's members; one that names none, those of every insurer that its operator serves.
MEET = """
insert into meeting
select distinct l.leak, m.member, m.insurer, {place},
    case when l.insurer is null then (l.party, m.insurer) in (select (operator, insurer) from serves)
         else l.insurer = m.insurer end
from (from leak_by_{key} semi join still_open using (leak)) l join member_by_{key} m on {rows_agree};

create or replace table still_open as
from still_open anti join (select leak from meeting where rule = {place} and exposes) using (leak);
"""

# Rows of one person share a key, directly or through others.
PERSONS = """
create table person_key as
-- NIR, birth date and rank; where neither rank nor first name is written, the rank is 1.
select member, nir || ' ' || birth_date || ' ' || coalesce(told, '1') as key from member_by_nir
where birth_date is not null and (told is not null or (rank is null and first_name is null))
-- NIR, birth date and first name, where no higher rank is written than 1.
union all select member, nir || ' ' || birth_date || ' ' || first_name from member_by_nir
where birth_date is not null and first_name is not null and coalesce(told, '1') = '1'
-- Dependants: name, first name and birth date, since a child can be filed under both parents.
union all select member, coalesce(last_name, birth_name) || '/' || first_name || '/' || birth_date from member
where relation = 'dependant' and first_name is not null and birth_date is not null;

create table shared_key as select distinct member, key from person_key semi join
    (select key from person_key where key is not null group by key having count(*) > 1) using (key);
create table person as select distinct member, member as person from shared_key;
"""

# Each row takes the smallest number among the rows that share a key with it, until none changes.
ROUND = """
create or replace table further as
with smallest as (select key, min(person) as person from shared_key join person using (member) group by key)
select member, min(smallest.person) as person from shared_key join smallest using (key) group by member;
"""

GROUNDS = """
-- A leaked row that means two persons at one insurer is ambiguous; one that has only a NIR means a household.
create table bin as
with at_insurer as (
    select leak, insurer, min(rule) as rule, count(distinct coalesce(person, member)) as persons
    from meeting left join person using (member) where exposes group by leak, insurer),
at_all as (select leak, min(rule) as rule, max(persons) as persons from at_insurer group by leak)
select leak, party as operator, case
    when at_all.rule = {nir_only} then 'household'
    when at_all.persons > 1 then 'ambiguous'
    when at_all.persons = 1 then 'matched'
    when leak in (select leak from meeting) then 'elsewhere'
    else 'unmatched' end as bin
from leak left join at_all using (leak);

-- Why a member row is exposed by an operator. ground 0: met, or in a perimeter; 1: ambiguous; 2: household.
create table tie as
select member, insurer, operator, min(ground) as ground, min(rule) filter (ground = 0) as rule,
    coalesce(bool_or(perimeter), false) as perimeter
from (
    select member, insurer, operator, case bin when 'matched' then 0 when 'ambiguous' then 1 else 2 end as ground, rule,
        false as perimeter
    from meeting join bin using (leak) where exposes
    {perimeters})
group by member, insurer, operator;

create table tied as select tie.*, coalesce(person, member) as person from tie left join person using (member);
"""

# One scope: `insurer` and `operator` are columns, or '*' for all.
ROWS_MET = """
with met as (select {insurer} as insurer, {operator} as operator, member, min(ground) as ground from tied group by all)
select insurer, operator, count(*) filter (ground = 0), count(*) filter (ground = 1), count(*) filter (ground = 2)
from met group by all
"""
PERSONS_MET = """
with met as (
    select {insurer} as insurer, {operator} as operator, person, min(ground) as ground,
        min(rule) filter (ground = 0) as rule, bool_or(perimeter) as perimeter
    from tied group by all)
select insurer, operator, count(*) filter (ground = 0 and (rule in ({certain}) or perimeter)), count(*) filter (ground = 0)
from met group by all
"""
RULES_MET = """
with met as (
    select {insurer} as insurer, {operator} as operator, person, min(ground) as ground, min(rule) filter (ground = 0) as rule
    from tied group by all)
select insurer, operator, case ground when 0 then rule else {nir_only} end as strongest, count(*)
from met where (ground = 0 and rule is not null) or ground = 2 group by all
"""

Tables = dict[str, dict[tuple[str, ...], int]]


def rows_of(db, path):
    """A select of every column as text, trimmed; those that the file lacks are empty."""
    source = f"read_parquet('{path}')" if path.suffix == ".parquet" else f"read_csv('{path}', all_varchar = true)"
    has = [column[0] for column in db.execute(f"describe from {source}").fetchall()]
    if unknown := set(has) - set(COLUMNS):
        sys.exit(f"{path}: columns that this script does not know: {', '.join(sorted(unknown))}")
    columns = [f"nullif(trim({c}), '') as {c}" if c in has else f"null::varchar as {c}" for c in COLUMNS]
    return f"select '{path.stem}' as party, {', '.join(columns)} from {source}"


def folded(word):
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return re.sub("[^a-z0-9]+", "", plain.lower())


def condition(incident, name, value):
    """What a condition of a perimeter asks of a member row. A cover whose start or end is not told is open."""
    day = str(value).replace("-", "")
    if name == "managed_by":
        manager = incident["managers"][value]
        words = {folded(word) for word in [value, manager["name"], *manager.get("codes", [])]}
        return f"coalesce(manager in ({', '.join(repr(word) for word in sorted(words))}), false)"
    if name == "covered_on":
        return f"coalesce(coverage_start, '') <= '{day}' and coalesce(coverage_end, '9') >= '{day}'"
    if name == "managed_since":
        return f"coalesce(managed_since, '') >= '{day}'"
    return sys.exit(f"incident.toml: a condition that this script does not know: {name}")


def perimeters(incident):
    """The members in perimeters that are said to be exposed, to be added to those that leaked rows met."""
    for insurer, declared in incident["insurers"].items():
        for perimeter in declared.get("perimeters", []):
            if perimeter.pop("status") != "exposed":
                continue
            operator, some = perimeter.pop("operator"), perimeter.pop("any_of", [{}])
            hold = lambda all_of: " and ".join(["true", *(condition(incident, *one) for one in all_of.items())])
            any_of = " or ".join(f"({hold(all_of)})" for all_of in some)
            yield f"""union all select member, insurer, '{operator}', 0, null, true from member
                      where insurer = '{insurer}' and ({hold(perimeter)}) and ({any_of})"""


def count(db, root, form):
    """The four tables: name → key → number."""
    incident = tomllib.loads((root / "incident.toml").read_text(encoding="utf-8"))
    run = lambda sql: db.execute(sql).fetchall()
    run(MACROS)
    paths = {
        "leak": [root / "leaks" / f"{operator}.{form}" for operator in sorted(incident["operators"])],
        "member": [root / "members" / f"{insurer}.{form}" for insurer in sorted(incident["insurers"])],
    }
    for side, of_side in paths.items():
        # A leaked row names its insurer by its id; a members' file is one insurer's.
        named = "insurer" if side == "leak" else "party"
        run(READ.format(side=side, named=named, rows=" union all ".join(rows_of(db, path) for path in of_side)))
    run(FILLERS)
    run(KEPT.format(side="leak") + KEPT.format(side="member"))

    run("create table serves (operator varchar, insurer varchar)")
    for insurer, declared in incident["insurers"].items():
        for operator in declared.get("operators", []):
            run(f"insert into serves values ('{operator}', '{insurer}')")
    run("create table meeting (leak bigint, member bigint, insurer varchar, rule tinyint, exposes boolean)")
    run("create table still_open as select leak from leak")
    for place, (_, key, rows_agree) in enumerate(RULES):
        run(MEET.format(place=place, key=key, rows_agree=rows_agree))

    run(PERSONS)
    while True:
        run(ROUND)
        changed = run("select count(*) from person join further using (member) where person.person <> further.person")[0][0]
        run("create or replace table person as from further")
        if not changed:
            break

    nir_only = len(RULES) - 1
    certain = ", ".join(str(place) for place, (rule, *_) in enumerate(RULES) if rule in ("nir-date-rank", "nir-date-name"))
    run(GROUNDS.format(nir_only=nir_only, perimeters="\n".join(perimeters(incident))))

    tables: Tables = {"cells": {}, "rules": {}, "leaks": {}, "members": {}}
    for scope in [("insurer", "operator"), ("insurer", "'*'"), ("'*'", "operator"), ("'*'", "'*'")]:
        names = dict(insurer=scope[0], operator=scope[1], nir_only=nir_only, certain=certain)
        for insurer, operator, *rows in run(ROWS_MET.format(**names)):
            for what, number in zip(["rows_met", "rows_ambiguous", "rows_household"], rows):
                tables["cells"][insurer, operator, what] = number
        for insurer, operator, *persons in run(PERSONS_MET.format(**names)):
            for what, number in zip(["persons_low", "persons_estimate"], persons):
                tables["cells"][insurer, operator, what] = number
        for insurer, operator, place, number in run(RULES_MET.format(**names)):
            key = insurer, operator, RULES[place][0]
            tables["rules"][key] = tables["rules"].get(key, 0) + number
    for side, of_side in paths.items():
        bins = "select operator as party, bin from bin" if side == "leak" else """
            select insurer as party, case when member in (select member from tie) then 'exposed' else 'not_exposed' end as bin
            from member"""
        for party, name, number in run(f"""
                select party, bin, count(*) from ({bins}) group by party, bin
                union all from (from {side}_left_out unpivot (number for bin in (rows, rejected, duplicate))
                                select party, bin, number)"""):
            tables[side + "s"][party, name] = number
    return tables


def told(report):
    """The same tables, as the report has them."""
    tables: Tables = {"cells": {}, "rules": {}, "leaks": {}, "members": {}}

    def scope(insurer, operator, figures):
        totals = figures["totals"]
        for ground, number in totals["high_rows"].items():
            tables["cells"][insurer, operator, f"rows_{ground}"] = number
        for bound in ["low", "estimate"]:
            tables["cells"][insurer, operator, f"persons_{bound}"] = totals["persons"][bound]
        for rule in figures["rules"]:
            tables["rules"][insurer, operator, rule["rule"]] = rule["persons"]

    scope("*", "*", report)
    for operator in report["operators"]:
        scope("*", operator["id"], operator)
    for insurer in report["insurers"]:
        scope(insurer["id"], "*", insurer)
        for operator in insurer["operators"]:
            scope(insurer["id"], operator["id"], operator)
    for side, party in [("leaks", "operator"), ("members", "insurer")]:
        for file in report["conservation"][side]:
            for name, number in file.items():
                if name not in ("path", party):
                    tables[side][file[party], name] = tables[side].get((file[party], name), 0) + number
    return tables


COLUMNS_TOLD = {
    "cells": ["insurer", "operator", "rows_met", "rows_ambiguous", "rows_household", "persons_low", "persons_estimate"],
    "rules": ["insurer", "operator", *dict.fromkeys(rule for rule, *_ in RULES)],
    "leaks": ["operator", "rows", "matched", "ambiguous", "household", "elsewhere", "unmatched", "duplicate", "rejected"],
    "members": ["insurer", "rows", "exposed", "not_exposed", "duplicate", "rejected"],
}


def show(tables):
    for name, table in tables.items():
        print(*COLUMNS_TOLD[name], sep="\t")
        figures = [column for column in COLUMNS_TOLD[name] if column not in ("insurer", "operator")]
        for of in sorted({key[:-1] for key in table}):
            print(*of, *(table.get((*of, figure), 0) for figure in figures), sep="\t")
        print()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("format", nargs="?", default="parquet", choices=["parquet", "csv"])
    parser.add_argument("--against", type=pathlib.Path, metavar="REPORT.json")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as spilled:
        db = duckdb.connect()
        db.execute(f"set temp_directory = '{spilled}'; set preserve_insertion_order = false")
        counted = count(db, asked.dir, asked.format)
        db.close()
    show(counted)
    if asked.against is None:
        return 0
    reported = told(json.loads(asked.against.read_text(encoding="utf-8")))
    compared = differ = 0
    for name in counted:
        for key in sorted(counted[name].keys() | reported[name].keys()):
            compared += 1
            here, there = counted[name].get(key, 0), reported[name].get(key, 0)
            if here != there:
                differ += 1
                print(f"DIFFERS\t{name}\t{' '.join(key)}\tcounted {here}\treported {there}")
    print(f"{compared} numbers compared, {differ} differ" if differ else f"EQUAL: {compared} numbers compared")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
