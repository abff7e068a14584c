-- In which way a row was found: by a key and names and date (0), all but the date (1), all but the names (2), a key alone (3), names and
-- date alone (4), by what nearly agrees (5), not looked up (6).
create macro way(nir, number, contact, date, first, last) as case
    when nir = 0 or number = 0 or contact then case
        when first = 0 and last = 0 and date = 0 then 0 when first = 0 and last = 0 then 1 when date = 0 then 2 else 3 end
    when first = 0 and last = 0 and date = 0 then 4 else 5 end;
create table found_way as
select leak, min(way) as way from (
    select leak, strength, way(nir, number, contact, date, first, last) as way from pair where exposes and strength is not null
    union all select leak, near_strength, 3 from near_date_pair where near_strength is not null
    union all select leak, own_strength, way(nir, number_agrees, contact, date, first, last) from own, own_counted where counted)
join best using (leak, strength) group by leak;


-- A name and the date, where no rule holds, of a row that leads to one person alone by them. `kind`: by the last name, or by the first.
create table two as
select *, case near when 1 then 0 else 1 end as kind from resembling
where near in (1, 3) and leak not in (select leak from best)
qualify min(person) over (partition by leak, near) = max(person) over (partition by leak, near);
-- Which rows lead to whom.
create table led as
select operator, leak, person, true as counts
from meeting join best using (leak, strength) join leak using (leak) join member_person using (member) join level using (strength)
where exposes and level.certainty <= 2
union all select operator, leak, person, false from two join leak using (leak);
-- Operators of whose rows three or more lead to two persons: there another row tells nothing.
create table repeating as
select operator from led where counts group by operator
having 2 * count(distinct leak) >= 3 * count(distinct person);
create table two_left as
select two.* from two join leak using (leak) where operator in (from repeating)
    or not exists (from led o where o.operator = leak.operator and o.person = two.person and o.leak <> two.leak);
delete from two_left where kind = 1 and leak in (select leak from two_left where kind = 0);


-- They count if chance makes hardly any, and errors as many.
create table two_counted as
with ways as (
    select count(*) filter (way = 0) as all_agree, count(*) filter (way = 2) as name_differs,
        count(*) filter (way = 4) as key_differs
    from found_way semi join open using (leak)),
tried as (select count(*) as tried, count(*) filter (leak not in (select leak from best)) as unmatched from open),
kinds as (
    select kind, count(distinct leak) as rows,
        (select count(*) from resembled_by_chance c where c.near = case kind when 0 then 1 else 3 end) as by_chance
    from two_left group by kind),
allowed as (
    select *, by_chance::hugeint * unmatched * 1000000 <= {bound}::hugeint * rows * tried as is_allowed from kinds, tried)
select kind, rows, by_chance, is_allowed and name_differs::double * key_differs > 0
        and poisson_low((select coalesce(sum(rows), 0) from allowed where is_allowed)) * all_agree
            <= name_differs::double * key_differs as counted,
    (by_chance * unmatched + tried // 2) // tried as of_chance
from allowed, ways;
insert into meeting
select distinct leak, member, case kind when 0 then <last-name-date> else <first-name-date> end, true
from two_left join two_counted using (kind) where counted;
-- Rows that chance has met, by level.
create table met_by_chance_of as
select case kind when 0 then <last-name-date> else <first-name-date> end as strength, of_chance as rows
from two_counted where counted and of_chance > 0;
create or replace table best as select leak, min(strength) as strength from meeting where exposes group by leak;
