-- The other rows are compared with every member row that shares a block with them: so much in common that few do by chance.
create macro ends_of(name) as [xor(name."begin", 1), xor(name.ending, 2)];
create macro thirds_of(number, place) as
    [xor(number.thirds[1], place), xor(number.thirds[2], place + 1), xor(number.thirds[3], place + 2)];

-- A leaked first name may be a last name.
create table sought as select leak as row, *, first_name.joined as exchanged_name from leak semi join open using (leak);
create table counted as select member as row, *, null::bigint as exchanged_name from member;
-- Members as they would be if born eleven days later, who are nobody.
create table decoy as select * replace (moved_date as birth_date) from counted where moved_date is not null;

create macro blocks(side) as table (
    with r as (from query_table(side)),
    beside as (
        select *, unnest([1, 2, 3]) as kind, unnest([contract_number.bare, member_number.bare, customer_number.bare]) as value from r
        union all by name
        select *, 0 as kind, unnest(contacts) as value from r
        union all by name
        select *, 4 as kind, address as value from r),
    named as (select *, unnest([last_name.joined, birth_name.joined]) as last from r),
    block as (
        select row, 'nir' as block, unnest([nir, own_nir]) as a, 0::bigint as b, 0::bigint as c, 0::bigint as d from r
        union all
        select row, 'value ' || kind || ' and date', value, birth_date.whole, 0, 0 from beside where kind <> 4
        union all
        select row, 'value ' || kind || ' and first name', value, first_name.word, 0, 0 from beside
        union all
        select row, 'value ' || kind || ' and last name', value, unnest([last_name.joined, birth_name.joined, exchanged_name]), 0, 0
        from beside
        -- Thousands have a day that stands for an unknown one: there the last names must begin or end alike as well, or a third of a
        -- number be the same.
        union all
        select row, 'first name and date', first_name.word, birth_date.whole, unnest(case when is_whole(birth_date) then [0]
            else list_concat(ends_of(last_name), ends_of(birth_name), thirds_of(contract_number, 3), thirds_of(member_number, 6),
                thirds_of(customer_number, 9)) end), 0
        from r
        union all
        select row, 'last name and date', unnest([last_name.joined, birth_name.joined, exchanged_name]), birth_date.whole, 0, 0 from r
        union all
        select row, 'names and year', first_name.word, last, birth_date.year, 0 from named
        union all
        select row, 'names and birthday', first_name.word, last, birth_date.month, birth_date.day from named
        union all
        select row, 'names beside a number', first_name.word, last, 0, 0 from named
        where coalesce(contract_number.bare, member_number.bare, customer_number.bare) is not null)
    select distinct row, block, a, b, c, d from block where a is not null and b is not null and c is not null and d is not null);
