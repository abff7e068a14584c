-- The strongest matches of each leaked row that can be about them.
create table link as
select distinct leak, member, insurer, person, strength
from meeting join best using (leak, strength) join member_person using (member) where exposes;

-- By the rules alone: two persons at one insurer are ambiguous.
create table bin_before as
with at_insurer as (select leak, insurer, count(distinct person) as persons from link group by leak, insurer),
at_all as (select leak, max(persons) as persons from at_insurer group by leak)
select leak, strength, case
    when certainty = 4 then 'household' when persons > 1 then 'ambiguous' when certainty = 3 then 'doubtful' else 'matched' end as bin
from best join at_all using (leak) join level using (strength);

-- How many rows chance alone would have matched: what meets somebody who does not exist, and nobody by more.
create table chance as
select strength, sum(rows)::bigint as rows from (
    select m.strength, count(*) as rows from met_by_chance m left join best b using (leak)
    where coalesce(m.strength <= b.strength, true) group by m.strength
    union all from met_by_chance_of) group by strength;
-- A level of which more is due to chance than the bound allows is for a person to decide.
create table lowered as
with of_level as (select strength, count(*) as met from bin_before where bin in ('matched', 'doubtful') group by strength)
select strength from chance left join of_level using (strength)
where strength > 2 and poisson_low(chance.rows) > {bound} / 1e6 * coalesce(met, 0);

create table bin as
select leak, strength, case when bin = 'matched' and strength in (from lowered) then 'doubtful' else bin end as bin from bin_before
union all
select leak, null, case when leak in (
    select leak from meeting join level using (strength) where not exposes and (certainty <= 2 or rule = 'nir-only'))
    then 'elsewhere' else 'unmatched' end
from leak where leak not in (select leak from best);
