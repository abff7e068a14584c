create table member_person as
select member, insurer, coalesce(person, member) as person from member left join person using (member);

-- What rows match under, leaked row by member row. `exposes`: whether the leaked row can be about the insurer's members.
create table meeting (leak bigint, member bigint, strength int, exposes boolean);

-- NIR and birth date agree: by rank, by first names, or if nothing contradicts it.
insert into meeting
select leak, member, strength, (leak, insurer) in (from exposes) from (
    select distinct l.leak, m.member, m.insurer, case
        when l.rank > 0 and l.rank = m.compared_rank then <nir-date-rank>
        when l.first_token = m.first_token and not differ(l.second_token, m.second_token) then <nir-date-name>
        when differ(nullif(l.rank, 0), nullif(m.rank, 0)) or (l.first_token is not null and m.first_token is not null)
            or differ(l.sex, m.sex) then null
        else <nir-date> end as strength
    from leak l join filed m on l.nir = m.nir and l.nir_date = m.dated and l.birth_date is not null and m.is_dated)
where strength is not null;

-- A row that is settled so is compared no further.
create table open as select leak from leak anti join (select leak from meeting where exposes) using (leak);

-- The NIR alone: everybody under that number.
insert into meeting
select distinct l.leak, m.member, <nir-only>, (l.leak, m.insurer) in (from exposes)
from (from leak semi join open using (leak)) l join filed m on l.nir = m.nir;

-- A number alone, of a row that has nothing else, or a contact alone of one that has no NIR: everybody who has it. Zeros in front of a
-- number do not count.
create table alone_leak as
select leak, <contract-only> as rule, unnest(numbers_of(contract_number, member_number, customer_number)) as tag, null::bigint as born
from leak where not is_filed and birth_date is null and first_name is null and last_name is null and birth_name is null
union all
select leak, <contact-only>, unnest(contacts), case when birth_date is not null then day_token end from leak where not is_filed;
create table alone_member as
select * from (
    select member, insurer, duplicate, case when birth_date is not null then day_token end as born,
        unnest(list_concat(numbers_of(contract_number, member_number, customer_number), contacts)) as tag
    from member_row where not rejected)
semi join alone_leak using (tag);
-- Unless strangers share it: it stands beside more birth dates than a household has. Members without a date may be of as many.
create table strangers as
select tag from alone_leak group by tag having count(distinct born) > 12
union select tag from alone_member group by tag having count(distinct born) + count(*) filter (born is null) > 12;

insert into meeting
select distinct l.leak, m.member, l.rule, (l.leak, m.insurer) in (from exposes)
from alone_leak l join alone_member m using (tag) where not m.duplicate and tag not in (from strangers);
