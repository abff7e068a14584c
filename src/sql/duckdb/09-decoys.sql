-- Members as they would be if born eleven days later, who are nobody: what meets them, meets by chance.
create table decoy_candidate as
select distinct l.row as leak, m.row from sought_block l join (from blocks('decoy')) m using (block, a, b, c, d)
anti join (from pair where strength is not null) p on p.leak = l.row and p.member = m.row;
create table decoy_pair as
select c.leak, strongest(nir, number, contact, address, date, first, last, names_exchanged, contradicted) as strength,
    near(nir, number, contact, date, first, last, contradicted, year_or_birthday, leak_is_whole, alike_in_last_name) as near
from compared('decoy_candidate', 'decoy') c join member_person m on m.member = c.row where (c.leak, m.insurer) in (from exposes);
-- Those of members that share a number of few with the row and match by no rule.
create table decoy_of_number as
select distinct leak, member as row from near_date_pair where near_strength is null and strength is null and member in (select member from decoy);
create table decoy_number_pair as
select leak, beside_near_date(number, date, first, last, contradicted, both_whole,
    strongest(nir, number, contact, address, date, first, last, names_exchanged, contradicted)) as strength
from compared('decoy_of_number', 'decoy');
create table met_by_chance as
select leak, min(strength) as strength from (
    select leak, strength from decoy_pair join level using (strength) where compares_date
    union all select leak, strength from decoy_number_pair where strength is not null)
group by leak;
create table resembled_by_chance as
select leak, min(near) as near from decoy_pair where strength is null and near in (1, 3) group by leak;
