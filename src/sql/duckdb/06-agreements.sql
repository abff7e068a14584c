create macro contradicted(l, m) as differ(nullif(l.rank, 0), nullif(m.rank, 0)) or differ(l.sex, m.sex);
-- Whether a NIR of the member is nearly the leaked one. Check digits that are right on both sides prove that they are two; digits
-- that are those of a number with wrong check digits are the same.
create macro near_nir(l, own, own_without, own_exchanged, own_proven, own_is_misread) as
    coalesce(own is not null and coalesce(l.misread_nir, l.nir) is not null and not (own_proven and l.filed_proven) and case
        when own = coalesce(l.misread_nir, l.nir) then l.misread_nir is not null or own_is_misread
        else digit_off(own_without, own_exchanged, case when l.misread_nir is null then l.nir_without else l.misread_nir_without end,
            coalesce(l.misread_nir, l.nir)) end, false);

-- In what the rows of each pair agree: `pairs` has leak, and row of `side`.
create macro compared(pairs, side) as table (
    with pair as (
        select p.leak, p.row, l, m
        from query_table(pairs) p join sought l on l.row = p.leak join query_table(side) m on m.row = p.row),
    plain as (
        select leak, row, l, m,
            coalesce(l.nir = m.nir or l.nir = m.own_nir, false) as same_nir,
            least(numbers_agree(l.contract_number, m.contract_number), numbers_agree(l.member_number, m.member_number),
                numbers_agree(l.customer_number, m.customer_number)) as number,
            meet(l.contacts, m.contacts) as contact,
            same(l.address, m.address) as address,
            case when l.birth_date is null or m.birth_date is null then 5 when l.birth_date.whole = m.birth_date.whole then 0 else 4 end as date,
            first_names(l.first_name, m.first_name) as first,
            least(last_names(l.last_name, m.last_name), last_names(l.last_name, m.birth_name),
                last_names(l.birth_name, m.last_name), last_names(l.birth_name, m.birth_name)) as last,
            contradicted(l, m) as contradicted,
            -- The last name of each is the first name of the other.
            coalesce(l.first_name.joined in (m.last_name.joined, m.birth_name.joined), false)
                and (coalesce(l.last_name.joined in (m.first_name.joined, m.first_name.word), false)
                    or coalesce(l.birth_name.joined in (m.first_name.joined, m.first_name.word), false))
                as names_exchanged
        from pair),
    -- Spellings are tried only where the rest agrees.
    keyed as (select *, same_nir or number <> 3 or contact as keyed from plain),
    of_first as (
        select * replace (case when first = 3 and (keyed or (date = 0 and last = 0))
            then near_first(l.first_name, m.first_name, same_nir and not contradicted) else first end as first)
        from keyed),
    of_last as (
        select * replace (case when last = 3 and first = 0 and (keyed or date = 0)
            and (near_last(l.last_name, m.last_name) or near_last(l.last_name, m.birth_name)
                or near_last(l.birth_name, m.last_name) or near_last(l.birth_name, m.birth_name))
            then 2 else last end as last)
        from of_first),
    of_date as (
        select * replace (case when date = 4 and (same_nir or number = 0 or (first = 0 and last = 0) or (keyed and (first = 0 or last = 0)))
            then near_date(l.birth_date, m.birth_date) else date end as date)
        from of_last)
    select leak, row, contact, address, date, first, last, names_exchanged, contradicted,
        case when same_nir then 0
            when first = 0 and last = 0 and date = 0 and (
                near_nir(l, case when not m.has_filler then m.nir end, m.nir_without, m.nir_exchanged, m.nir_proven, false)
                or near_nir(l, case when not m.has_filler then m.own_nir end, m.own_nir_without, m.own_nir_exchanged, m.own_nir_proven, false)
                or near_nir(l, m.misread_nir, m.misread_nir_without, m.misread_nir_exchanged, false, true)) then 1
            else 2 end as nir,
        case when number = 3 and (date = 0 or (first = 0 and last = 0)) and (
            near_number(l.contract_number, m.contract_number) or near_number(l.member_number, m.member_number)
            or near_number(l.customer_number, m.customer_number)) then 2
            else number end as number,
        coalesce(l.nir is not null and (m.nir is not null or m.own_nir is not null), false) as both_filed,
        is_whole(l.birth_date) as leak_is_whole, is_whole(l.birth_date) and is_whole(m.birth_date) as both_whole,
        coalesce(l.birth_date.year = m.birth_date.year
            or (l.birth_date.month = m.birth_date.month and l.birth_date.day = m.birth_date.day), false) as year_or_birthday,
        list_has_any([l.last_name."begin", l.birth_name."begin"], [m.last_name."begin", m.birth_name."begin"])
            or list_has_any([l.last_name.ending, l.birth_name.ending], [m.last_name.ending, m.birth_name.ending]) as alike_in_last_name
    from of_date);

-- The strongest rule under which rows match, of those by NIR, by number, by contact, by names and by address.
create macro by_nir(nir, date, first, last, contradicted) as case
    when nir = 1 then case when date = 0 and first = 0 and last = 0 then <nir-date-name, nir-digit> end
    when nir = 2 then null
    when date = 0 then case
        when first = 0 then <nir-date-name>
        when contradicted then null
        when first = 4 then <nir-date>
        when first = 1 then <nir-date-name, first-name-spelling>
        when first = 2 then <nir-date-name, first-name-letter>
        when last = 0 then <nir-date-last-name>
        else <nir-date-only> end
    when date = 1 and first = 0 then <nir-date-name, date-exchanged>
    when date = 2 and first = 0 then <nir-date-name, date-unknown>
    when date = 3 and first = 0 then <nir-date-name, date-digit>
    when date in (1, 2, 3) and first in (1, 2) and not contradicted then <nir-date-name, date-and-first-name>
    when first = 0 and last = 0 then <nir-name>
    when first = 1 and last = 0 then <nir-name, first-name-spelling>
    when first = 2 and last = 0 then <nir-name, first-name-letter>
    when first = 0 and last = 1 then <nir-name, last-name-spelling>
    when first = 0 and last = 2 then <nir-name, last-name-letter>
    when first = 0 then <nir-first-name>
    when contradicted or first = 4 then null
    when date = 1 then case when last = 0 then <nir-date-last-name, date-exchanged> else <nir-date-only, date-exchanged> end
    when date = 2 then case when last = 0 then <nir-date-last-name, date-unknown> else <nir-date-only, date-unknown> end
    when date = 3 then case when last = 0 then <nir-date-last-name, date-digit> else <nir-date-only, date-digit> end end;

-- By a key that one organisation or household gives. One that differs in zeros leaves no other difference.
create macro by_contract(date, first, last, contradicted) as case
    when date = 0 and first = 0 then <contract-date-name>
    when date = 0 and contradicted then null
    when date = 0 and first = 4 then <contract-date>
    when date = 0 and first = 1 then <contract-date-name, first-name-spelling>
    when date = 0 and first = 2 then <contract-date-name, first-name-letter>
    when date = 0 and last = 0 then <contract-date-last-name>
    when date = 0 then <contract-date-only>
    when date = 1 and first = 0 then <contract-date-name, date-exchanged>
    when date = 2 and first = 0 then <contract-date-name, date-unknown>
    when date = 3 and first = 0 then <contract-date-name, date-digit>
    when first = 0 and last = 0 then <contract-name>
    when first = 1 and last = 0 then <contract-name, first-name-spelling>
    when first = 2 and last = 0 then <contract-name, first-name-letter>
    when first = 0 and last = 1 then <contract-name, last-name-spelling>
    when first = 0 and last = 2 then <contract-name, last-name-letter>
    when date = 1 and last = 0 and not contradicted and first <> 4 then <contract-date-last-name, date-exchanged>
    when date = 2 and last = 0 and not contradicted and first <> 4 then <contract-date-last-name, date-unknown>
    when date = 3 and last = 0 and not contradicted and first <> 4 then <contract-date-last-name, date-digit>
    when first = 0 and (date = 5 or last = 4) then <contract-first-name>
    when last = 0 and (date = 5 or first = 4) then <contract-last-name> end;
create macro by_contract_zeros(date, first, last, contradicted) as case
    when date = 0 and first = 0 then <contract-date-name, number-zeros>
    when date = 0 and contradicted then null
    when date = 0 and first = 4 then <contract-date, number-zeros>
    when date = 0 and last = 0 then <contract-date-last-name, number-zeros>
    when date = 0 then <contract-date-only, number-zeros>
    when first = 0 and last = 0 then <contract-name, number-zeros>
    when first = 0 and (date = 5 or last = 4) then <contract-first-name, number-zeros>
    when last = 0 and (date = 5 or first = 4) then <contract-last-name, number-zeros> end;
create macro by_contact(date, first, last, contradicted) as case
    when date = 0 and first = 0 then <contact-date-name>
    when date = 0 and contradicted then null
    when date = 0 and first = 4 then <contact-date>
    when date = 0 and first = 1 then <contact-date-name, first-name-spelling>
    when date = 0 and first = 2 then <contact-date-name, first-name-letter>
    when date = 0 and last = 0 then <contact-date-last-name>
    when date = 0 then <contact-date-only>
    when date = 1 and first = 0 then <contact-date-name, date-exchanged>
    when date = 2 and first = 0 then <contact-date-name, date-unknown>
    when date = 3 and first = 0 then <contact-date-name, date-digit>
    when first = 0 and last = 0 then <contact-name>
    when first = 1 and last = 0 then <contact-name, first-name-spelling>
    when first = 2 and last = 0 then <contact-name, first-name-letter>
    when first = 0 and last = 1 then <contact-name, last-name-spelling>
    when first = 0 and last = 2 then <contact-name, last-name-letter>
    when date = 1 and last = 0 and not contradicted and first <> 4 then <contact-date-last-name, date-exchanged>
    when date = 2 and last = 0 and not contradicted and first <> 4 then <contact-date-last-name, date-unknown>
    when date = 3 and last = 0 and not contradicted and first <> 4 then <contact-date-last-name, date-digit>
    when first = 0 and (date = 5 or last = 4) then <contact-first-name>
    when last = 0 and (date = 5 or first = 4) then <contact-last-name> end;
create macro by_number(number, date, first, last, contradicted) as case
    when number = 0 then by_contract(date, first, last, contradicted)
    when number = 1 then by_contract_zeros(date, first, last, contradicted)
    when number = 3 then null
    when first = 0 and date = 0 then <contract-date-name, number-digit>
    when first = 0 and last = 0 then <contract-name, number-digit>
    when date <> 0 or contradicted or last <> 0 then null
    when first = 4 then <contract-date, number-digit>
    when first <> 0 then <contract-date-last-name, number-digit> end;
create macro by_names(date, first, last) as case
    when last = 0 and first = 0 and date = 0 then <name-date>
    when last = 0 and first = 0 and date = 1 then <name-date, date-exchanged>
    when last = 0 and first = 0 and date = 2 then <name-date, date-unknown>
    when last = 0 and first = 0 and date = 3 then <name-date, date-digit>
    when last = 0 and first = 1 and date = 0 then <name-date, first-name-spelling>
    when last = 0 and first = 2 and date = 0 then <name-date, first-name-letter>
    when last = 1 and first = 0 and date = 0 then <name-date, last-name-spelling>
    when last = 2 and first = 0 and date = 0 then <name-date, last-name-letter> end;
create macro by_address(address, date, first, last, contradicted) as case
    when not address then null
    when first = 0 and last = 0 then <name-address>
    when date = 0 and first = 0 then <first-name-date-address>
    when date = 0 and last = 0 and not contradicted then <last-name-date-address> end;
create macro by_any(nir, number, contact, address, date, first, last, contradicted) as least(
    by_nir(nir, date, first, last, contradicted), by_number(number, date, first, last, contradicted),
    case when contact then by_contact(date, first, last, contradicted) end,
    by_names(date, first, last), by_address(address, date, first, last, contradicted));

-- A match has one difference at most. Names in each other's places are one: in their places they agree, and a date that nearly agrees is
-- another one then.
create macro in_place(strength) as case strength {in_place} end;
create macro strongest(nir, number, contact, address, date, first, last, names_exchanged, contradicted) as least(
    by_any(nir, number, contact, address, date, first, last, contradicted),
    case when names_exchanged then least(
        in_place(by_nir(nir, case when date in (1, 2, 3) then 4 else date end, 0, 0, contradicted)),
        in_place(by_number(number, case when date in (1, 2, 3) then 4 else date end, 0, 0, contradicted)),
        case when contact then in_place(by_contact(case when date in (1, 2, 3) then 4 else date end, 0, 0, contradicted)) end,
        in_place(by_names(case when date in (1, 2, 3) then 4 else date end, 0, 0)),
        in_place(by_address(address, case when date in (1, 2, 3) then 4 else date end, 0, 0, contradicted))) end);
create macro near(nir, number, contact, date, first, last, contradicted, year_or_birthday, leak_is_whole, alike_in_last_name) as case
    when (nir = 0 or number in (0, 1) or contact) and last = 0 then 0
    when contradicted then null
    when last = 0 and date = 0 then 1
    when first = 0 and last = 0 and year_or_birthday then 2
    when first = 0 and date = 0 and (leak_is_whole or alike_in_last_name) then 3 end;
