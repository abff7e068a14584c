-- Rows that have the same values in one file are one row, at one operator or insurer: that with a NIR which check digits prove, else the
-- first.
create table leak_row as
select row_number() over (order by file, row) as leak, party as operator, not usable as rejected,
    usable and row_number() over (partition by party, insurer, digest, usable order by filed_proven desc, own_nir_proven desc, file, row) > 1 as duplicate,
    * exclude (party, moved_date)
from read_parquet('{leaks}');
create table member_row as
select row_number() over (order by file, row) as member, coalesce(insurer, party) as insurer,
    not usable or coalesce(insurer = '?', false) as rejected,
    usable and row_number() over (
        partition by coalesce(insurer, party), digest, usable order by filed_proven desc, own_nir_proven desc, file, row) > 1 as duplicate,
    * exclude (party, fields, insurer)
from read_parquet('{members}');

-- A NIR that stands beside more than twelve birth dates, on either side, is nobody's.
create table filler as
with filed as (
    select 'leaks' as side, nir, case when birth_date is not null then day_token end as born from leak_row where not rejected
    union all select 'members', nir, case when birth_date is not null then day_token end from member_row where not rejected
    union all select 'members', own_nir, case when birth_date is not null then day_token end from member_row where not rejected)
select distinct nir from filed where nir is not null group by side, nir having count(distinct born) > 12;

create table leak as
select * exclude (nir, rejected, duplicate), nir is not null as is_filed, case when nir not in (from filler) then nir end as nir
from leak_row where not rejected and not duplicate;
-- A member without a written rank counts as of rank 1; an order within the family (0) is none.
create table member as
select * exclude (rejected, duplicate),
    coalesce(nir in (from filler), false) or coalesce(own_nir in (from filler), false) as has_filler,
    case when rank is null then 1 when rank > 0 then rank end as compared_rank
from member_row where not rejected and not duplicate;

-- A leaked row exposes the members of the insurer that it names, or of all that its operator serves.
create table exposes as
select leak, insurer from leak where insurer is not null and insurer <> '?'
union all select leak, serves.insurer from leak join serves using (operator) where leak.insurer is null;
