-- Why a member row is exposed by an operator: a leaked row matches it, or it is in a perimeter that is declared exposed (0), or a leaked row
-- is doubtful (1), ambiguous (2), or means a household (3).
create table tie as
select member, insurer, operator, ground, min(strength) as strength, bool_or(is_declared) as is_declared
from (
    select link.member, link.insurer, leak.operator, list_position(['matched', 'doubtful', 'ambiguous', 'household'], bin) - 1 as ground,
        link.strength, false as is_declared
    from link join bin using (leak) join leak using (leak)
    union all
    select member, in_perimeter.insurer, operator, 0, null, true
    from (select member, insurer, unnest(perimeters) as place from member) in_perimeter join perimeter using (insurer, place))
group by all;
create table tied as select tie.*, person from tie join member_person using (member);

-- What is reported: leaked rows by bin and by level, persons by insurer, and over all of them (where `insurer` is null).
create table rows_by_bin as
select operator, bin, count(*) as rows from bin join leak using (leak) group by all order by all;
create table rows_by_level as
select rule, difference, count(*) as rows, coalesce(any_value(chance.rows), 0) as by_chance
from bin join level using (strength) left join chance using (strength) where bin in ('matched', 'doubtful')
group by strength, rule, difference order by strength;
-- `high` has member rows, `low` and `estimate` persons.
create table persons as
with of_all as (select null as insurer, * exclude (insurer) from tied union all by name from tied),
met as (
    select insurer, person, min(ground) as ground, min(strength) filter (ground = 0) as strength, bool_or(is_declared) as is_declared
    from of_all group by all),
counted as (
    select insurer, count(*) filter (ground = 0 and (certainty = 0 or is_declared)) as low, count(*) filter (ground = 0) as estimate
    from met left join level using (strength) group by insurer),
of_rows as (select insurer, count(distinct member) as high from of_all group by insurer)
select counted.insurer, low, estimate, high from counted join of_rows on of_rows.insurer is not distinct from counted.insurer
order by counted.insurer nulls first;
