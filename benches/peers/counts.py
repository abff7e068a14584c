"""Counts what `ampleur assess` counts, from the clear files, in SQL that can be read: nothing is hashed, no code is shared.

usage: counts.py DIR [parquet|csv] [--against REPORT.json]

DIR is what `ampleur synth --format parquet` (or csv) writes: incident.toml, members/<insurer>.<format>, leaks/<operator>.<format>,
with ampleur's own names of columns. Needs Python 3.11 and duckdb.

The rules are those of docs/src/linking.md, taken from that page and not from the code.

Prints four tables as TSV: by insurer and operator the member rows met, and the persons they are; persons by the strongest rule that
met them there, and by the difference and the certainty of the match; where each row of each leak went; where each row of each
members' file went. `*` stands for all insurers, all operators. `--against` holds each number against the report's and ends with 1
if one differs, each difference named.

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
    customer_number insurer product manager relation coverage_start coverage_end managed_since deceased_on""".split()

MACROS = r"""
-- A name: capitals without marks, one space for whatever else stands between them. Françoise-Marie is FRANCOISE MARIE.
create macro as_name(written) as nullif(trim(regexp_replace(
    strip_accents(replace(replace(upper(written), 'Œ', 'OE'), 'Æ', 'AE')), '[^A-Z]+', ' ', 'g')), '');
create macro first_of(names) as split_part(names, ' ', 1);
create macro second_of(names) as nullif(split_part(names, ' ', 2), '');
create macro joined(name) as replace(name, ' ', '');

-- A contract, member or customer number: capitals and digits, leading zeros kept; and the same without them.
create macro as_number(written) as nullif(regexp_replace(upper(written), '[\s./''-]+', '', 'g'), '');
-- Two exchanged digits, or one that is another one, leave one of the three as it is.
create macro every_third(number, since) as array_to_string(string_split(number, '')[1 + since:-:3], '');
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
create macro nobodys(nir) as nir[1] between '5' and '8' or nir = repeat(nir[1], 13) or nir[:7] in ('1555555', '2555555');
create macro registered(nir) as case when
    regexp_full_match(nir, '[1-4][0-9]{2}(0[1-9]|1[0-2]|[2-9][0-9])([0-9]{2}|2[AB])[0-9]{6}')
    and nir[6:7] <> '00' and nir[8:10] <> '000' and nir[11:] <> '000' and not nobodys(nir) then nir end;
-- The thirteen characters of what may be a person's but for one digit, whatever key follows; and what the key says of them.
create macro mistyped(written) as case
    when length(written) in (13, 15) and regexp_full_match(written[:13], '[0-9]{5}([0-9]{2}|2[AB])[0-9]{6}')
    and not nobodys(written[:13]) then written[:13] end;
create macro key_is(written) as case
    when length(written) = 13 or written[14:] = '00' then 'absent'
    when try_cast(written[14:] as bigint) = key_of(written[:13]) then 'right'
    else 'wrong' end;

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

-- Both tell it, and one tells the same as the other, or something else.
create macro same(a, b) as coalesce(a = b, false);
create macro differ(a, b) as coalesce(a <> b, false);

-- A row for each of what is there, one row if nothing is.
create macro each_of(written) as unnest(coalesce(nullif(list_distinct(written), []), [null]));

-- One list of first names is the beginning of the other, as far as the first two go.
create macro same_first_names(a, b) as first_of(a) = first_of(b) and not differ(second_of(a), second_of(b));

-- One written value is another but for a slip. One edit makes the other: without a change of length it is another character, or two
-- neighbours exchanged. Only digits are mistyped: the letters stay where they are.
create macro one_edit(a, b) as damerau_levenshtein(a, b) = 1;
create macro one_digit(a, b) as length(a) = length(b) and one_edit(a, b)
    and regexp_replace(a, '[0-9]', '0', 'g') = regexp_replace(b, '[0-9]', '0', 'g');
create macro one_letter(a, b) as length(joined(a)) >= 5 and length(joined(b)) >= 5 and one_edit(a, b);
-- Short first names are nearly the same in one household alone.
create macro one_letter_at_home(a, b) as length(a) >= 3 and length(b) >= 3 and one_edit(a, b);

-- DE LA TOUR is DELATOUR, LA TOUR and TOUR too; a name may be cut off where a field of 25 or 27 letters ended.
create macro bare(name) as joined(regexp_replace(name, '^((DE|DU|DES|D|LA|LE|LES|L) )+', ''));
create macro cut_off(long, short) as length(joined(short)) in (25, 27) and starts_with(joined(long), joined(short));
create macro same_spelling(a, b) as joined(a) = joined(b) or bare(a) = bare(b) or cut_off(a, b) or cut_off(b, a);
-- JEANPIERRE and JEAN-PIERRE, and more names after either.
create macro begins(long, short) as joined(short) in (first_of(long), first_of(long) || second_of(long), joined(long));
create macro same_first_spelling(a, b) as begins(a, b) or begins(b, a);
-- The last name of one row agrees with the other's first names as first names do, and its first names are the other's last name.
create macro exchanged(last_name, first_names, other_last_name, other_first_names) as
    same_first_names(last_name, other_first_names) and first_names = other_last_name;

-- Dates. What is unknown on one side says nothing against the other side.
create macro stands_for(unknown, known) as unknown[5:] in ('0101', '1231')
    or ((unknown[5:6] = known[5:6] or unknown[5:6] = '00' or unknown[5:6] > '12')
        and (unknown[7:] = known[7:] or unknown[7:] = '00'));
create macro whole(day) as day[5:] not in ('0101', '1231') and day[5:6] between '01' and '12' and day[7:] between '01' and '31';
create macro one_part(a, b) as (a[:4] <> b[:4])::int + (a[5:6] <> b[5:6])::int + (a[7:] <> b[7:])::int = 1;
"""

# One side: `side` is leak or member; `party` is the operator of a leak, the insurer of members.
READ = """
create table {side}_read as
with canonical as (
select party, {named} as insurer,
    thirteen(nir) as nir_as_filed, registered(thirteen(nir)) as nir,
    thirteen(own_nir) as own_nir_as_filed, registered(thirteen(own_nir)) as own_nir,
    case when thirteen(nir) is null then mistyped(nir) end as in_place_of_nir, {fields} as fields,
    struct_pack(unproven := key_is(nir) <> 'right', own_unproven := key_is(own_nir) <> 'right', line,
        nir := mistyped(nir), nir_key := key_is(nir), own_nir := mistyped(own_nir), own_nir_key := key_is(own_nir)) as written,
    as_name(last_name) as last_name, as_name(birth_name) as birth_name, as_name(first_name) as first_names,
    as_number(contract_number) as contract_number, as_number(member_number) as member_number,
    as_number(customer_number) as customer_number,
    birth_date, rank_of(birth_rank) as rank, relation_of(relation) as relation,
    coverage_start, coverage_end, managed_since, deceased_on, member_id, civility, product, manager
from ({rows}))
-- Whether a rule can meet it.
select *, nir is not null or own_nir is not null
    or (coalesce(contract_number, member_number, customer_number) is not null
        and coalesce(birth_date, last_name, birth_name, first_names) is not null)
    or (birth_date is not null and coalesce(last_name, birth_name) is not null and first_names is not null) as usable
from canonical;

-- Rows of one party that have the same values in every column are one row; the others are its duplicates. So are rows of which only some
-- have a key beside the NIR. A number in place of a NIR is a value, and so is, in a leak, that a column is filled. The row stays whose NIR a
-- key proves, else the first.
create table {side}_once as
select * exclude written, min(written) as written from {side}_read where usable group by all;

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
select row_number() over () as {side}, party, insurer, birth_date, first_names, first_of(first_names) as first_name,
    -- `told` is a rank that is written.
    rank, nullif(rank, 'family') as told, sex_of(civility, own_nir) as sex, relation, last_name, birth_name,
    [case when written.nir is not null and written.nir not in (from filler)
         then struct_pack(nir, written := written.nir, key := written.nir_key) end,
     case when written.own_nir is not null and written.own_nir not in (from filler)
         then struct_pack(nir := own_nir, written := written.own_nir, key := written.own_nir_key) end] as nirs,
    [last_name, birth_name] as names,
    [case when contract_number is not null then struct_pack(kind := 'contract', number := contract_number) end,
     case when member_number is not null then struct_pack(kind := 'member', number := member_number) end,
     case when customer_number is not null then struct_pack(kind := 'customer', number := customer_number) end] as numbers,
    folded(manager) as manager, managed_since, coverage_start, coverage_end
from {side}_once;
drop table {side}_once;

-- A row may have two NIRs, two names, two numbers: a row for each choice of one of each. A choice agrees where one of two does.
create table {side}_form as
with of_nir as (select *, each_of(nirs) as of_nirs from {side}),
of_name as (select *, each_of(names) as name from of_nir),
of_number as (select *, each_of(numbers) as of_numbers from of_name)
select * exclude (nirs, names, numbers, of_nirs, of_numbers), of_nirs.nir, of_nirs.written as nir_written, of_nirs.key as nir_key,
    of_numbers.kind, of_numbers.number
from of_number;
"""

# What a leaked row `l` and a member row `m` may agree on. A member whose row tells no rank is of rank 1.
AGREEMENTS = {
    "same_nir": "l.nir = m.nir",
    "same_number": "l.kind = m.kind and l.number = m.number",
    "same_date": "l.birth_date = m.birth_date",
    "not_same_date": "not same(l.birth_date, m.birth_date)",
    "same_rank": "l.told = case when m.rank is null then '1' else m.told end",
    "same_last": "l.name = m.name",
    "same_first": "same_first_names(l.first_names, m.first_names)",
    "date_or_last_missing": "l.birth_date is null or m.birth_date is null or l.name is null or m.name is null",
    "date_or_first_missing":
        "l.birth_date is null or m.birth_date is null or l.first_names is null or m.first_names is null",
    "first_missing": "l.first_names is null or m.first_names is null",
    "first_there": "l.first_names is not null and m.first_names is not null",
    # Two rows alone do not tell whose a number is: see OWN_NUMBERS.
    "of_own_number": "false",
    # A company's contract, or a placeholder: somebody of it is born on nearly any day. Who has a NIR on both sides is known by it.
    "of_few": """(l.kind, unpadded(l.number)) in (select (kind, bare) from of_few) and (l.nir is null or m.nir is null)
        and whole(l.birth_date) and whole(m.birth_date)""",
    "not_contradicted": "not differ(l.told, m.told) and not differ(l.sex, m.sex)",
}

# In order: a leaked row takes the first under which it meets a member row that it can expose. That names differ or are missing is
# not asked for: where they agree, an earlier rule has taken the row.
RULES = [
    ("nir-date-rank", "certain", ["same_nir", "same_date", "same_rank"]),
    ("nir-date-name", "certain", ["same_nir", "same_date", "same_first"]),
    ("nir-date", "strong", ["same_nir", "same_date", "first_missing", "not_contradicted"]),
    ("nir-name", "strong", ["same_nir", "same_last", "same_first", "not_same_date"]),
    ("contract-date-name", "strong", ["same_number", "same_date", "same_first"]),
    ("contract-name", "strong", ["same_number", "same_last", "same_first", "not_same_date"]),
    ("nir-date-last-name", "probable", ["same_nir", "same_date", "same_last", "first_there", "not_contradicted"]),
    ("contract-date-last-name", "probable", ["same_number", "same_date", "same_last", "first_there", "not_contradicted"]),
    ("name-date", "probable", ["same_last", "same_first", "same_date"]),
    ("nir-first-name", "probable", ["same_nir", "same_first", "not_same_date"]),
    ("contract-date", "probable", ["same_number", "same_date", "first_missing", "not_contradicted"]),
    ("nir-date-only", "probable", ["same_nir", "same_date", "first_there", "not_contradicted"]),
    ("contract-date-only", "probable", ["same_number", "same_date", "first_there", "not_contradicted"]),
    ("own-number-first-name", "probable", ["of_own_number", "same_number"]),
    ("own-number-last-name", "probable", ["of_own_number", "same_number"]),
    ("own-number-errors", "probable", ["of_own_number", "same_number"]),
    ("contract-first-name", "possible", ["same_number", "same_first", "not_same_date", "date_or_last_missing"]),
    ("contract-last-name", "possible", ["same_number", "same_last", "not_same_date", "date_or_first_missing"]),
    ("own-number", "possible", ["of_own_number", "same_number"]),
    ("nir-only", "household", ["same_nir"]),
]
# The first three compare values as they are. A row that they settle is compared no further, so that they are stronger than any
# difference.
SETTLING = 3

WITH_NUMBER = [rule for rule, _, agreed in RULES if "same_number" in agreed]
WITH_FIRST = ["nir-date-name", "nir-name", "contract-date-name", "contract-name", "name-date"]
WITH_LAST = ["nir-name", "contract-name", "name-date"]
WITH_DATE = ["nir-date-name", "contract-date-name", "nir-date-last-name", "contract-date-last-name", "name-date", "nir-date-only"]
WITH_NEAR_DATE = [*WITH_DATE, "contract-date-only"]

# In order: what may stand in place of an agreement, under which rules. A match has one at most.
DIFFERENCES = [
    ("number-zeros", ["same_number"], WITH_NUMBER, "l.kind = m.kind and unpadded(l.number) = unpadded(m.number)"),
    ("last-name-spelling", ["same_last"], WITH_LAST, "same_spelling(l.name, m.name)"),
    ("first-name-spelling", ["same_first"], WITH_FIRST, "same_first_spelling(l.first_names, m.first_names)"),
    # That both names are there, each in the other's place, is more than a rule with only first names asks for.
    ("names-exchanged", ["same_last", "same_first"], WITH_FIRST, """exchanged(l.name, l.first_names, m.name, m.first_names)
        or exchanged(m.name, m.first_names, l.name, l.first_names)"""),
    ("date-exchanged", ["same_date"], WITH_NEAR_DATE, "l.birth_date = m.birth_date[:4] || m.birth_date[7:] || m.birth_date[5:6]"),
    ("date-unknown", ["same_date"], WITH_DATE, """l.birth_date[:4] = m.birth_date[:4]
        and (stands_for(l.birth_date, m.birth_date) or stands_for(m.birth_date, l.birth_date))"""),
    ("date-digit", ["same_date"], WITH_NEAR_DATE, "one_edit(l.birth_date, m.birth_date) and one_part(l.birth_date, m.birth_date)"),
    # A key that is right on both sides proves that they are two. Where it is wrong, the thirteen characters may well be right.
    ("nir-digit", ["same_nir"], ["nir-date-name"], """l.name = m.name and (l.nir_key <> 'right' or m.nir_key <> 'right') and (
        one_digit(l.nir_written, m.nir_written) or (l.nir_written = m.nir_written and 'wrong' in (l.nir_key, m.nir_key)))"""),
    ("number-digit", ["same_number"],
     ["contract-date-name", "contract-name", "contract-date-last-name", "contract-date"],
     "l.kind = m.kind and length(l.number) >= 6 and one_digit(l.number, m.number)"),
    ("last-name-letter", ["same_last"], WITH_LAST, "one_letter(l.name, m.name)"),
    ("first-name-letter", ["same_first"], WITH_FIRST, f"""(one_letter(first_of(l.first_names), first_of(m.first_names))
        or coalesce(({AGREEMENTS["same_nir"]}) and ({AGREEMENTS["not_contradicted"]}), false)
        and one_letter_at_home(first_of(l.first_names), first_of(m.first_names)))
        and not differ(second_of(l.first_names), second_of(m.first_names))"""),
]
DIFFERS = {difference: sql for difference, *_, sql in DIFFERENCES}
NEAR_DATE, NEAR_FIRST = (" or ".join(f"({sql})" for difference, sql in DIFFERS.items() if difference.startswith(what)) for what in ["date", "first-name"])
DIFFERENCES.append(("date-and-first-name", ["same_date", "same_first"], ["nir-date-name"], f"({NEAR_DATE}) and ({NEAR_FIRST})"))
OF_WRITING = ["number-zeros", "last-name-spelling", "first-name-spelling", "names-exchanged"]
CERTAINTIES = ["certain", "strong", "probable", "possible"]


def weakened(rule, certainty, difference):
    """A difference takes one step off; one of writing alone takes none off below certain, nor does one of the date off a strong rule.
    Off a probable one only an unknown day or month beside names alone does."""
    if difference == "date-and-first-name":
        return "probable"
    if certainty == "probable" and (rule, difference) != ("name-date", "date-unknown"):
        return certainty
    if (difference in OF_WRITING and certainty != "certain") or (difference.startswith("date") and certainty == "strong"):
        return certainty
    return CERTAINTIES[CERTAINTIES.index(certainty) + 1]


def strengths():
    """Every rule, and every rule but for a difference: name, certainty, and what holds of two rows then."""
    for rule, certainty, agreed in RULES:
        yield rule, certainty, agreed
        for difference, in_place_of, under, _ in DIFFERENCES:
            if rule in under:
                rest = [agreement for agreement in agreed if agreement not in in_place_of]
                # Under one number and one date, first names that are nearly the same may be those of twins.
                if difference.endswith(("first-name", "first-name-spelling", "first-name-letter")) and rule in ("nir-date-name", "contract-date-name"):
                    rest.append("not_contradicted")
                # A number of which one digit differs is too little beside a date alone.
                if (rule, difference) == ("contract-date", "number-digit"):
                    rest.append("same_last")
                if rule == "contract-date-only" and difference in ("date-exchanged", "date-digit"):
                    rest.append("of_few")
                yield f"{rule} {difference}", weakened(rule, certainty, difference), [difference.replace("-", "_"), *rest]


# Strongest first.
STRENGTHS = sorted(strengths(), key=lambda strength: strength not in RULES[:SETTLING])
TITLES = [f"{name} ({certainty})" for name, certainty, _ in STRENGTHS]
COMPARED = {**AGREEMENTS, **{difference.replace("-", "_"): sql for difference, *_, sql in DIFFERENCES}}


def places(of):
    return ", ".join(str(place) for place, (_, certainty, _) in enumerate(STRENGTHS) if certainty == of)


# Numbers that no more than twelve member rows have.
FEW = """
create table of_few as
select kind, unpadded(number) as bare from member_form where number is not null
group by all having count(distinct member) <= 12;
"""

# A row that names its insurer exposes that one's members; one that names none, those of every insurer that its operator serves.
MEET = """
insert into meeting
with pair as (
    select l.leak, m.member, m.insurer, case
        when l.insurer is null then (l.party, m.insurer) in (select (operator, insurer) from serves)
        else l.insurer = m.insurer end as exposes,
        {compared}
    from (from leak_form semi join still_open using (leak)) l join member_form m on {share})
select leak, member, insurer, exposes, min(case {strengths} end) as strength, bool_or(coalesce(same_nir, false)) as shares_nir
from pair group by all having strength is not null;
"""

# A row that is settled is not looked at again.
SETTLE = """
create or replace table still_open as select leak from leak anti join (select leak from meeting where exposes) using (leak);
"""

# The others are compared with every member row that shares two values with them, or the NIR: whatever rule and difference two rows
# meet under, one of these holds. Of names that are exchanged, the first words agree crosswise. Zeros do not count here, nor do the
# digits of one half of a date.
SHARED = """
l.nir = m.nir
l.kind = m.kind and ltrim(l.number, '0') = ltrim(m.number, '0') and l.birth_date = m.birth_date
l.kind = m.kind and ltrim(l.number, '0') = ltrim(m.number, '0') and l.first_name = m.first_name
l.kind = m.kind and ltrim(l.number, '0') = ltrim(m.number, '0') and l.name = m.name
l.kind = m.kind and ltrim(l.number, '0') = ltrim(m.number, '0') and first_of(l.name) = m.first_name
l.kind = m.kind and l.number = m.number and l.birth_date[:4] = m.birth_date[:4] and (l.kind, unpadded(l.number)) in (select (kind, bare) from of_few)
l.kind = m.kind and l.number = m.number and l.birth_date[5:] = m.birth_date[5:] and (l.kind, unpadded(l.number)) in (select (kind, bare) from of_few)
l.birth_date = m.birth_date and l.first_name = m.first_name
l.birth_date = m.birth_date and l.name = m.name
l.birth_date = m.birth_date and first_of(l.name) = m.first_name
l.name = m.name and l.first_name = m.first_name and l.birth_date[:4] = m.birth_date[:4]
l.name = m.name and l.first_name = m.first_name and l.birth_date[5:] = m.birth_date[5:]
l.name = m.name and l.first_name = m.first_name and l.kind = m.kind and every_third(l.number, 0) = every_third(m.number, 0)
l.name = m.name and l.first_name = m.first_name and l.kind = m.kind and every_third(l.number, 1) = every_third(m.number, 1)
l.name = m.name and l.first_name = m.first_name and l.kind = m.kind and every_third(l.number, 2) = every_third(m.number, 2)
""".strip().splitlines()

# Rows of one person share a key, directly or through others.
PERSONS = """
create table person_key as
with filed as (
    select * exclude of_nirs, of_nirs.nir from (select *, each_of(nirs) as of_nirs from member) where of_nirs.nir is not null),
-- Someone of one first name is whoever has a second one too, if all who have one have the same.
named as (
    select *, min(second_of(first_names)) over same_first <> max(second_of(first_names)) over same_first as several
    from filed where birth_date is not null and first_names is not null and coalesce(told, '1') = '1'
    window same_first as (partition by nir, birth_date, first_name)),
child as (
    select *, min(second_of(first_names)) over same_child <> max(second_of(first_names)) over same_child as several
    from member where relation = 'dependant'
    window same_child as (partition by last_name, first_name, birth_date))
-- NIR, birth date and first names, where no higher rank is written than 1.
select member, nir || ' ' || birth_date || ' ' || first_name
    || case when several then ' ' || coalesce(second_of(first_names), '') else '' end as key
from named
-- Dependants: last name, first names and birth date, since a child can be filed under both parents.
union all select member, last_name || '/' || first_name || '/' || birth_date
    || case when several then '/' || coalesce(second_of(first_names), '') else '' end
from child
-- NIR, birth date and rank; where neither rank nor first name is written, the rank is 1.
union all select member, nir || ' ' || birth_date || ' ' || coalesce(told, '1') from filed
where birth_date is not null and (told is not null or (rank is null and first_names is null));

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

# A number that one person alone has, beside one name at most, and no date. `max_chance` of the rows in which a number agrees.
BY_NUMBER = ["contract-date-name", "contract-name", "contract-date-last-name", "contract-date", "contract-date-only"]
OWN_NUMBERS = """
create table holder as
select kind, unpadded(number) as bare, any_value(coalesce(person, member)) as holder
from member_form left join person using (member) where number is not null
group by all having count(distinct coalesce(person, member)) = 1;

-- Whether most numbers of these rows are one person's.
create table personal as
with held as (
    select distinct l.leak, l.kind, unpadded(l.number) as bare, holder is not null as of_one
    from leak_form l
    semi join (select leak from leak anti join (select leak from meeting where exposes and strength < {settling}) using (leak)) using (leak)
    semi join (select distinct kind, unpadded(number) as bare from member_form) m on l.kind = m.kind and unpadded(l.number) = m.bare
    left join holder on l.kind = holder.kind and unpadded(l.number) = holder.bare)
select count(*) filter (not of_one) <= {bound} * count(*) as personal from held;

-- By the best of the rows of one holder: what agrees beside the number. As many rows have both another date and other first names as one in so
-- many of those with either, if these are errors. The lower limit of a Poisson count is Byar's.
create table beside as
with pair as (
    select l.leak, bool_or(l.nir is not null) and bool_or(m.nir is not null) as filed,
        min(case when same_first_names(l.first_names, m.first_names) then 0 when not ({near_first}) then 2 end
            + case when l.birth_date = m.birth_date then 0 else 1 end) as kind
    from (from leak_form anti join (select leak from meeting where exposes and strength < {settling}) using (leak)) l
    join holder on l.kind = holder.kind and unpadded(l.number) = bare
    join member_form m on m.kind = holder.kind and unpadded(m.number) = bare
    where l.birth_date is not null and m.birth_date is not null and not differ(l.told, m.told) and not differ(l.sex, m.sex)
        and case when l.insurer is null then (l.party, m.insurer) in (select (operator, insurer) from serves)
            else l.insurer = m.insurer end
    group by l.leak, m.member),
by_row as (select min(kind) as kind from pair where not filed group by leak)
select count(*) filter (kind = 0) as agree, count(*) filter (kind = 1) as dates, count(*) filter (kind = 2) as names,
    count(*) filter (kind = 3) as neither from by_row;
create table errors as
select personal and dates * names > 0
    and agree * (case when neither = 0 then 0 else neither * (1 - 1 / (9 * neither) - 1.96 / (3 * sqrt(neither))) ** 3 end) <= dates * names
    as of_errors from personal, beside;

create table best as
select leak, min(strength) as strength from leak left join (from meeting where exposes) using (leak) group by leak;

create table own as
with pair as (
    select l.leak, l.party, m.member, m.insurer, holder,
        bool_or(same(l.number, m.number)) as as_it_is,
        bool_or(coalesce(same_first_names(l.first_names, m.first_names), false)) as first,
        bool_or(same(l.name, m.name)) as last,
        bool_or(l.first_names is not null and m.first_names is not null and l.birth_date is not null and m.birth_date is not null
            and not same_first_names(l.first_names, m.first_names) and not ({near_first})) as is_another
    from (from leak_form semi join (from best where strength is null or strength >= {settling}) using (leak)) l
    join holder on l.kind = holder.kind and unpadded(l.number) = bare
    join member_form m on m.kind = holder.kind and unpadded(m.number) = bare
    where not same(l.birth_date, m.birth_date) and not differ(l.told, m.told) and not differ(l.sex, m.sex)
        and case when l.insurer is null then (l.party, m.insurer) in (select (operator, insurer) from serves)
            else l.insurer = m.insurer end
    group by all
    having not bool_or(l.nir is not null) or not bool_or(m.nir is not null)),
strong as (select leak, party, member, insurer, holder, is_another, case
        when first and as_it_is then {first} when first then {first_zeros}
        when last and not is_another and personal and as_it_is then {last}
        when last and not is_another and personal then {last_zeros}
        when of_errors and as_it_is then {errors} when of_errors then {errors_zeros}
        when as_it_is then {alone} else {alone_zeros} end as strength
    from pair, personal, errors),
open as (
    select strong.* from strong join best using (leak)
    where (best.strength is null or strong.strength < best.strength)
        and not exists (select 1 from meeting where meeting.leak = strong.leak and meeting.member = strong.member
                        and meeting.strength < strong.strength)),
-- Rows of the operator that lead to the person.
led_to as (
    select party, leak, holder from open
    union select l.party, l.leak, coalesce(person, meeting.member)
    from meeting join best using (leak, strength) join leak l using (leak) left join person on person.member = meeting.member
    where exposes and best.strength not in ({doubtful}))
select * from open where not is_another or (select of_errors from errors) or not exists (
    select 1 from led_to where led_to.party = open.party and led_to.holder = open.holder and led_to.leak <> open.leak);

insert into meeting
select leak, member, insurer, true, strength, false from own
where (select count(distinct leak) from own) <= {bound} * (
    (select count(distinct leak) from own) + (select count(*) from best where strength in ({by_number})));
"""

GROUNDS = """
-- What a leaked row matches at its strongest.
create table link as
with strongest as (select leak, min(strength) as strength from meeting where exposes group by leak)
select distinct leak, member, insurer, strength from meeting join strongest using (leak, strength) where exposes;

-- A leaked row that means two persons at one insurer is ambiguous; one that has only a NIR means a household.
create table bin as
with at_insurer as (
    select leak, insurer, strength, count(distinct coalesce(person, member)) as persons
    from link left join person using (member) group by all),
at_all as (select leak, strength, max(persons) as persons from at_insurer group by all)
select leak, party as operator, case
    when strength in ({household}) then 'household'
    when persons > 1 then 'ambiguous'
    when strength in ({possible}) then 'doubtful'
    when persons = 1 then 'matched'
    -- What is only possible, or a number beside nearly a birth date, says nothing about where a person is insured, unless the NIR is the same.
    when leak in (select leak from meeting where shares_nir or strength not in ({nowhere})) then 'elsewhere'
    else 'unmatched' end as bin
from leak left join at_all using (leak);

-- Why a member row is exposed by an operator. ground 0: met, or in a perimeter; 1: doubtful; 2: ambiguous; 3: household.
create table tie as
select member, insurer, operator, ground, min(strength) as strength, bool_or(perimeter) as perimeter
from (
    select member, insurer, operator, list_position(['matched', 'doubtful', 'ambiguous', 'household'], bin) - 1 as ground, strength,
        false as perimeter
    from link join bin using (leak)
    {perimeters})
group by all;

create table tied as select tie.*, coalesce(person, member) as person from tie left join person using (member);
"""

# One scope: `insurer` and `operator` are columns, or '*' for all.
ROWS_MET = """
with met as (select {insurer} as insurer, {operator} as operator, member, min(ground) as ground from tied group by all)
select insurer, operator, count(*) filter (ground = 0), count(*) filter (ground = 1), count(*) filter (ground = 2),
    count(*) filter (ground = 3)
from met group by all
"""
ROWS = ["rows_met", "rows_doubtful", "rows_ambiguous", "rows_household"]
PERSONS_MET = """
with met as (
    select {insurer} as insurer, {operator} as operator, person, min(ground) as ground,
        min(strength) filter (ground = 0) as strength, bool_or(perimeter) as perimeter
    from tied group by all)
select insurer, operator, count(*) filter (ground = 0 and (strength in ({certain}) or perimeter)), count(*) filter (ground = 0),
    count(*) filter (ground = 1), count(*) filter (ground = 2), count(*) filter (ground = 3)
from met group by all
"""
PERSONS_OF = ["persons_low", "persons_estimate", "persons_doubtful", "persons_ambiguous", "persons_household"]
# A person counts under the strongest match on the strongest ground; what is ambiguous counts under none.
RULES_MET = """
with met as (
    select {insurer} as insurer, {operator} as operator, person, case min(ground)
        when 0 then min(strength) filter (ground = 0)
        when 1 then min(strength) filter (ground = 1)
        when 3 then min(strength) end as strongest
    from tied group by all)
select insurer, operator, strongest, count(*) from met where strongest is not null group by all
"""

Tables = dict[str, dict[tuple[str, ...], int]]


def rows_of(db, path):
    """A select of every column as text, trimmed; those that the file lacks are empty."""
    if path.suffix == ".parquet":
        source, line = f"read_parquet('{path}')", "file_row_number"
    else:
        source, line = f"read_csv('{path}', all_varchar = true, parallel = false)", "row_number() over ()"
    has = [column[0] for column in db.execute(f"describe from {source}").fetchall()]
    # `reshape.py` adds columns that nobody asks for.
    if unknown := {column for column in set(has) - set(COLUMNS) if not re.fullmatch(r"other_\d\d", column)}:
        sys.exit(f"{path}: columns that this script does not know: {', '.join(sorted(unknown))}")
    columns = [f"nullif(trim({c}), '') as {c}" if c in has else f"null::varchar as {c}" for c in COLUMNS]
    return f"select '{path.stem}' as party, {line} as line, {', '.join(columns)} from {source}"


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


def meet(run, share, compared):
    """Adds the pairs that share this much and meet in one of these strengths."""
    strengths = " ".join(f"when {' and '.join(STRENGTHS[place][2])} then {place}" for place in compared)
    columns = ", ".join(f"({sql}) as {name}" for name, sql in COMPARED.items())
    run(MEET.format(compared=columns, share=share, strengths=strengths))


def by_chance(report):
    """The rules that chance makes too often to count, each with its difference. How often is measured with persons who do not exist, which
    this script does not do: it takes the number of rows from the report, and compares it with the bound by itself."""
    matching = report["matching"]
    for level in matching["levels"]:
        low = level.get("by_chance", {}).get("low", 0)
        if low * 1_000_000 > matching["max_chance_ppm"] * level["rows"]:
            yield " ".join([level["rule"], *([level["difference"]] if level.get("difference") else [])])


def count(db, root, form, lowered=()):
    """The four tables: name → key → number. What meets by a rule of `lowered` is for a person to decide."""
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
        fields = f"[{', '.join(f'{column} is not null' for column in COLUMNS)}]" if side == "leak" else "null"
        run(READ.format(side=side, named=named, fields=fields, rows=" union all ".join(rows_of(db, path) for path in of_side)))
    run(FILLERS)
    run(KEPT.format(side="leak") + KEPT.format(side="member") + FEW)

    run("create table serves (operator varchar, insurer varchar)")
    for insurer, declared in incident["insurers"].items():
        for operator in declared.get("operators", []):
            run(f"insert into serves values ('{operator}', '{insurer}')")
    run("create table meeting (leak bigint, member bigint, insurer varchar, exposes boolean, strength tinyint, shares_nir boolean)")
    run("create table still_open as select leak from leak")
    meet(run, "l.nir = m.nir and l.birth_date = m.birth_date", range(SETTLING))
    run(SETTLE)
    for share in SHARED:
        meet(run, share, range(len(STRENGTHS)))

    run(PERSONS)
    while True:
        run(ROUND)
        changed = run("select count(*) from person join further using (member) where person.person <> further.person")[0][0]
        run("create or replace table person as from further")
        if not changed:
            break

    place = {name: place for place, (name, *_) in enumerate(STRENGTHS)}
    own = {key: place[f"own-number{rest}"] for key, rest in [("first", "-first-name"), ("last", "-last-name"), ("errors", "-errors"), ("alone", "")]}
    own |= {f"{key}_zeros": place[f"{STRENGTHS[at][0]} number-zeros"] for key, at in own.items()}
    by_number = ", ".join(str(at) for name, at in place.items() if name.split()[0] in BY_NUMBER)
    run(OWN_NUMBERS.format(
        **own, by_number=by_number, settling=SETTLING, near_first=NEAR_FIRST, bound=incident.get("max_chance", 0.05),
        doubtful=f"{places('possible')}, {places('household')}"))

    near = [str(place) for place, (name, *_) in enumerate(STRENGTHS) if name.startswith("contract-date-only date")]
    nowhere = ", ".join([places("possible"), *near])
    STRENGTHS[:] = [(name, "possible" if name in lowered else certainty, agreed) for name, certainty, agreed in STRENGTHS]
    TITLES[:] = [f"{name} ({certainty})" for name, certainty, _ in STRENGTHS]
    of = dict(household=places("household"), possible=places("possible"), certain=places("certain"), nowhere=nowhere)
    run(GROUNDS.format(perimeters="\n".join(perimeters(incident)), **of))

    tables: Tables = {"cells": {}, "rules": {}, "leaks": {}, "members": {}}
    for scope in [("insurer", "operator"), ("insurer", "'*'"), ("'*'", "operator"), ("'*'", "'*'")]:
        names = dict(insurer=scope[0], operator=scope[1], **of)
        for insurer, operator, *rows in run(ROWS_MET.format(**names)):
            for what, number in zip(ROWS, rows):
                tables["cells"][insurer, operator, what] = number
        for insurer, operator, *persons in run(PERSONS_MET.format(**names)):
            for what, number in zip(PERSONS_OF, persons):
                tables["cells"][insurer, operator, what] = number
        for insurer, operator, place, number in run(RULES_MET.format(**names)):
            tables["rules"][insurer, operator, TITLES[place]] = number
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
        for ground in ["doubtful", "ambiguous", "household"]:
            tables["cells"][insurer, operator, f"persons_{ground}"] = totals[ground]
        for rule in figures["rules"]:
            title = " ".join([rule["rule"], *([rule["difference"]] if rule.get("difference") else []), f"({rule['certainty']})"])
            tables["rules"][insurer, operator, title] = rule["persons"]

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


def columns_told(name):
    return {
        "cells": ["insurer", "operator", *ROWS, *PERSONS_OF],
        "rules": ["insurer", "operator", *TITLES],
        "leaks": [
            "operator", "rows", "matched", "doubtful", "ambiguous", "household", "elsewhere", "unmatched", "duplicate", "rejected"],
        "members": ["insurer", "rows", "exposed", "not_exposed", "duplicate", "rejected"],
    }[name]


def show(tables):
    for name, table in tables.items():
        of = [column for column in columns_told(name) if column in ("insurer", "operator")]
        # There are more differences under rules than anyone wants to see, most of which do not occur.
        figures = [column for column in columns_told(name) if column not in of and any(key[-1] == column for key in table)]
        print(*of, *figures, sep="\t")
        for of in sorted({key[:-1] for key in table}):
            print(*of, *(table.get((*of, figure), 0) for figure in figures), sep="\t")
        print()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("format", nargs="?", default="parquet", choices=["parquet", "csv"])
    parser.add_argument("--against", type=pathlib.Path, metavar="REPORT.json")
    asked = parser.parse_args()
    report = json.loads(asked.against.read_text(encoding="utf-8")) if asked.against else None
    with tempfile.TemporaryDirectory() as spilled:
        db = duckdb.connect()
        db.execute(f"set temp_directory = '{spilled}'; set preserve_insertion_order = false")
        counted = count(db, asked.dir, asked.format, set(by_chance(report)) if report else ())
        db.close()
    show(counted)
    if report is None:
        return 0
    reported = told(report)
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
