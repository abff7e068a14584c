-- Numbers without leading zeros. Who has one: one person alone, or several; how many member rows.
create table number_of_leak as
select distinct leak, unnest(numbers_of(contract_number, member_number, customer_number)) as number from sought;
create table number_of_member as
select distinct member, person, number from (
    select member, unnest(numbers_of(contract_number, member_number, customer_number)) as number from member)
join member_person using (member) semi join number_of_leak using (number);
create table held as
select number, count(distinct person) = 1 as is_alone, count(*) <= 12 as has_few_rows from number_of_member group by number;

create table number_pair as
select distinct l.leak, m.member as row from number_of_leak l join number_of_member m using (number);
create table by_number_pair as
select c.leak, c.row as member, m.insurer, m.person, nl.number as tag, is_alone, has_few_rows, c.* exclude (leak, row, number),
    c.number as number_agrees,
    strongest(nir, c.number, contact, address, date, first, last, names_exchanged, contradicted) as strength
from compared('number_pair', 'counted') c join member_person m on m.member = c.row
join number_of_leak nl on nl.leak = c.leak join number_of_member nm on nm.member = c.row and nm.number = nl.number
join held on held.number = nl.number
-- Where both rows have a NIR, that decides.
where not both_filed and (c.leak, m.insurer) in (from exposes);

-- A number of few, beside nearly the birth date and other names.
create macro beside_near_date(number, date, first, last, contradicted, both_whole, strength) as case
    when number = 0 and date in (1, 3) and first not in (0, 4) and last <> 0 and both_whole and not contradicted
        and coalesce(case date when 1 then <contract-date-only, date-exchanged> else <contract-date-only, date-digit> end < strength, true)
    then case date when 1 then <contract-date-only, date-exchanged> else <contract-date-only, date-digit> end end;
create table near_date_pair as
select *, beside_near_date(number_agrees, date, first, last, contradicted, both_whole, strength) as near_strength
from by_number_pair
-- What agrees in date and first names is not looked at again.
where has_few_rows and not (first = 0 and date = 0 and not contradicted);
insert into meeting select distinct leak, member, near_strength, true from near_date_pair where near_strength is not null;

create or replace table best as select leak, min(strength) as strength from meeting where exposes group by leak;

-- Whether most numbers are one person's, and what agrees beside a number of one person.
create table own_numbers as
with of_numbers as (
    select count(*) filter (is_alone) as of_one, count(*) filter (not is_alone) as of_several
    from number_of_leak join held using (number)),
beside as (
    select leak, min(case when first = 0 and date = 0 then 0 when first = 0 then 1
        when first = 3 and date = 0 then 2 when first = 3 then 3 end) as kind
    from by_number_pair where is_alone and not contradicted and date <> 5 group by leak),
kinds as (
    select count(*) filter (kind = 0) as both_agree, count(*) filter (kind = 1) as date_differs,
        count(*) filter (kind = 2) as first_name_differs, count(*) filter (kind = 3) as both_differ
    from beside)
select *, of_several * 1000000::hugeint <= {bound} * (of_one + of_several)::hugeint as personal,
    date_differs::double * first_name_differs > 0
        and poisson_low(both_differ) * both_agree <= date_differs::double * first_name_differs as of_errors
from of_numbers, kinds;

create table own as
with own_pair as (
    select *, date not in (0, 5) and first = 3 as is_another, case when number_agrees = 0 then 0 else 1 end as zeros
    from by_number_pair where is_alone and date <> 0 and not contradicted and number_agrees in (0, 1)),
ruled as (
    select own_pair.*, case
        when first = 0 then case zeros when 0 then <own-number-first-name> else <own-number-first-name, number-zeros> end
        when last = 0 and not is_another
            then case zeros when 0 then <own-number-last-name> else <own-number-last-name, number-zeros> end
        else case zeros when 0 then <own-number> else <own-number, number-zeros> end end as own_strength
    from own_pair),
weaker as (select * from ruled where coalesce(own_strength < strength, true)),
as_files_tell as (
    select weaker.* replace (case
        when personal and of_errors then case own_strength when <own-number> then <own-number-errors>
            when <own-number, number-zeros> then <own-number-errors, number-zeros> else own_strength end
        when personal then own_strength
        else case own_strength when <own-number-last-name> then <own-number>
            when <own-number-last-name, number-zeros> then <own-number, number-zeros> else own_strength end end as own_strength)
    from weaker, own_numbers),
stronger as (
    select a.*, operator from as_files_tell a join leak using (leak) left join best on best.leak = a.leak
    where coalesce(own_strength < best.strength, true)),
led as (
    select operator, leak, person from stronger
    union select operator, leak, person from meeting join best using (leak, strength) join leak using (leak) join member_person using (member)
    join level using (strength) where exposes and level.certainty <= 2)
select stronger.* from stronger cross join own_numbers where not is_another or (personal and of_errors)
    or not exists (from led o where o.operator = stronger.operator and o.person = stronger.person and o.leak <> stronger.leak);
create table own_counted as
with n as (select count(distinct leak) as alone from own),
a as (
    select count(*) as agreeing from best semi join open using (leak) join level using (strength)
    where rule in ('contract-date-name', 'contract-name', 'contract-date-last-name', 'contract-date', 'contract-date-only'))
select agreeing, alone, alone * 1000000::hugeint <= {bound} * (agreeing + alone)::hugeint as counted from n, a;
insert into meeting select distinct leak, member, own_strength, true from own, own_counted where counted;
create or replace table best as select leak, min(strength) as strength from meeting where exposes group by leak;
