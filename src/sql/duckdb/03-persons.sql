-- Member rows under each of their NIRs. `realm` is within what rows are joined into persons: everything, or an insurer.
create table filed as
select member, insurer, {realm} as realm, nir, dated, birth_date is not null as is_dated, rank, compared_rank, first_token, second_token, sex
from (select member, insurer, birth_date, rank, compared_rank, first_token, second_token, sex,
    unnest([nir, own_nir]) as nir, unnest([nir_date, own_nir_date]) as dated from member)
where nir is not null and nir not in (from filler);

-- Rows of one person share a key, directly or through others.
create table person_key as
-- NIR, birth date and rank: a written one, or the first where no first name tells twins apart.
select member, 'rank' as kind, realm, nir as a, dated as b, compared_rank::bigint as c, null::bigint as d from filed
where is_dated and compared_rank is not null and (rank is not null or first_token is null)
-- NIR, birth date and first name, but for a second twin. A second first name may be left out, unless two rows differ in it.
union all
select member, 'name', realm, nir, dated, first_token,
    case when min(second_token) over same_first <> max(second_token) over same_first then coalesce(second_token, 0) end
from filed where is_dated and first_token is not null and coalesce(rank, 1) = 1
window same_first as (partition by realm, nir, dated, first_token)
-- Last name, first name and date of a dependant, who may be filed under both parents.
union all
select member, 'dependant', {realm}, dependant, null, null,
    case when min(second_token) over same_child <> max(second_token) over same_child then coalesce(second_token, 0) end
from member where dependant is not null
window same_child as (partition by {realm}, dependant);

create table numbered_key as
select distinct member, dense_rank() over (order by kind, realm, a, b, c, d) as key from person_key;
create table shared_key as
select * from numbered_key semi join (select key from numbered_key group by key having count(*) > 1) using (key);
create table person as select distinct member, member as person from shared_key;
