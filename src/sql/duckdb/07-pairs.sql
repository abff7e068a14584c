create table sought_block as from blocks('sought');
create table candidate as
select distinct l.row as leak, m.row from sought_block l join (from blocks('counted')) m using (block, a, b, c, d);
create table pair as
select c.leak, c.row as member, m.insurer, m.person, (c.leak, m.insurer) in (from exposes) as exposes, c.* exclude (leak, row),
    strongest(nir, number, contact, address, date, first, last, names_exchanged, contradicted) as strength
from compared('candidate', 'counted') c join member_person m on m.member = c.row;
insert into meeting select leak, member, strength, exposes from pair where strength is not null;

-- Rows that resemble somebody, by no rule.
create table resembling as
select *, near(nir, number, contact, date, first, last, contradicted, year_or_birthday, leak_is_whole, alike_in_last_name) as near
from pair where strength is null and exposes;
