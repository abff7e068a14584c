-- Rows, each value as what is compared of it. A value that is missing is null.
create macro date_of(whole, year, month, day, month_known, day_known, without, exchanged) as case when whole is not null then
    {'whole': whole, 'year': year, 'month': month, 'day': day, 'month_known': month_known, 'day_known': day_known,
    'without': without, 'exchanged': exchanged} end;
create macro last_name_of(whole, "begin", ending, joined, bare, cut, is_long, without, exchanged) as case when whole is not null then
    {'whole': whole, 'begin': "begin", 'ending': ending, 'joined': joined, 'bare': bare, 'cut': cut, 'is_long': is_long,
    'without': without, 'exchanged': exchanged} end;
create macro number_of(whole, bare, thirds, without, exchanged) as case when whole is not null then
    {'whole': whole, 'bare': bare, 'thirds': case when len(thirds) > 0 then thirds end, 'without': without, 'exchanged': exchanged} end;
create macro rows_of(files) as table (
    select columns(lambda name: not regexp_matches(name, '^(birth_date|first_name|last_name|birth_name|(contract|member|customer)_number)_')),
        date_of(birth_date_whole, birth_date_year, birth_date_month, birth_date_day, birth_date_month_known, birth_date_day_known,
            birth_date_without, birth_date_exchanged) as birth_date,
        case when first_name_word is not null then
            {'word': first_name_word, 'second': first_name_second, 'begin': first_name_begin, 'ending': first_name_ending,
            'joined': first_name_joined, 'is_long': first_name_is_long, 'is_short': first_name_is_short,
            'without': first_name_without, 'exchanged': first_name_exchanged} end as first_name,
        last_name_of(last_name_whole, last_name_begin, last_name_ending, last_name_joined, last_name_bare, last_name_cut, last_name_is_long,
            last_name_without, last_name_exchanged) as last_name,
        last_name_of(birth_name_whole, birth_name_begin, birth_name_ending, birth_name_joined, birth_name_bare, birth_name_cut,
            birth_name_is_long, birth_name_without, birth_name_exchanged) as birth_name,
        number_of(contract_number_whole, contract_number_bare, contract_number_thirds, contract_number_without, contract_number_exchanged)
            as contract_number,
        number_of(member_number_whole, member_number_bare, member_number_thirds, member_number_without, member_number_exchanged)
            as member_number,
        number_of(customer_number_whole, customer_number_bare, customer_number_thirds, customer_number_without, customer_number_exchanged)
            as customer_number
    from read_parquet(files));

-- Rows that have the same values in one file are one row, at one operator or insurer: that with a NIR which check digits prove, else the
-- first.
create table leak_row as
select row_number() over (order by file, row) as leak, party as operator, not usable as rejected,
    usable and row_number() over (partition by party, insurer, digest, usable order by filed_proven desc, own_nir_proven desc, file, row) > 1 as duplicate,
    * exclude (party)
from rows_of('rows/leaks/*.parquet');
create table member_row as
select row_number() over (order by file, row) as member, coalesce(insurer, party) as insurer,
    -- A member of no insurer that is known is nobody's.
    not usable or coalesce(coalesce(insurer, party) = '?', true) as rejected,
    usable and row_number() over (
        partition by coalesce(insurer, party), digest, usable order by filed_proven desc, own_nir_proven desc, file, row) > 1 as duplicate,
    date_of(moved_date_whole, moved_date_year, moved_date_month, moved_date_day, moved_date_month_known, moved_date_day_known,
        moved_date_without, moved_date_exchanged) as moved_date,
    columns(lambda name: name not in ('party', 'insurer') and not starts_with(name, 'moved_date_'))
from rows_of('rows/members/*.parquet');

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
