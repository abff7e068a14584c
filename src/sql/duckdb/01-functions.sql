-- What two values have in common. Values are tags: keyed digests, equal for equal values. Where two tags differ, tokens of 24 bits tell
-- whether the values nearly agree: `without` has one for the value without each letter, or with each digit blank; `exchanged`, of members,
-- one for each two neighbours exchanged.
--
-- A name agrees (0), is spelt otherwise (1), is a letter off (2), differs (3) or is missing (4). A date agrees (0), has day and month
-- exchanged (1), may be unknown in part (2), is a digit off (3), differs (4) or is missing (5). A NIR agrees (0), is a digit off (1) or
-- does not (2); a number agrees (0), but for zeros in front (1), is a digit off (2) or does not (3).

create macro token_of(tag) as ((tag >> 40) & 16777215)::int;
create macro meet(a, b) as coalesce(list_has_any(a, b), false);
create macro holds(list, one) as coalesce(list_contains(list, one), false);
create macro same(a, b) as coalesce(a = b, false);
create macro differ(a, b) as coalesce(a <> b, false);
create macro any_in_one_place(a, b) as len(list_filter(list_zip(a, b), lambda pair: pair[1] = pair[2])) > 0;

-- One digit is another one, or two neighbours are exchanged. `other` is the tag of the leaked value.
create macro digit_off(without, exchanged, leaked_without, other) as
    meet(without, leaked_without) or holds(exchanged, token_of(other));
-- One letter is more, less, another one, or exchanged with its neighbour. `own` and `other` are the tags of the two.
create macro letter_off(own, without, exchanged, other, leaked_without) as
    holds(leaked_without, token_of(own)) or holds(without, token_of(other)) or holds(exchanged, token_of(other))
    or coalesce(len(without) = len(leaked_without) and any_in_one_place(without, leaked_without), false);

-- One list of first names is the beginning of the other, as far as the first two go.
create macro first_names(l, m) as case
    when l is null or m is null then 4
    when l.word = m.word and not differ(l.second, m.second) then 0
    else 3 end;
create macro last_names(l, m) as case
    when l is null or m is null then 4
    when l.whole = m.whole then 0
    when l.joined = m.joined or l.bare = m.bare then 1
    when list_contains(l.cut, m.joined) or list_contains(m.cut, l.joined) then 1
    else 3 end;
create macro ends_meet(l, m) as l."begin" = m."begin" or l.ending = m.ending;

-- Of first names that differ. `at_home`: the rows have a NIR in common, and nothing tells two persons of its; then short names count too.
create macro near_first(l, m, at_home) as case
    when l.joined = m.joined then 1
    when (l.is_long or at_home and l.is_short) and (m.is_long or at_home and m.is_short)
        and (l.is_short or m.is_short or ends_meet(l, m)) and not differ(l.second, m.second)
        and letter_off(m.word, m.without, m.exchanged, l.word, l.without) then 2
    else 3 end;
create macro near_last(l, m) as coalesce(l.is_long and m.is_long and ends_meet(l, m)
    and letter_off(m.joined, m.without, m.exchanged, l.joined, l.without), false);

-- Of dates that differ. What is unknown on one side says nothing against the other.
create macro near_date(l, m) as case
    when l.year = m.year and l.month = m.day and l.day = m.month then 1
    when l.year = m.year and (l.month = m.month or not (l.month_known and m.month_known))
        and (l.day = m.day or not (l.day_known and m.day_known))
        and not (l.month_known and m.month_known and l.day_known and m.day_known) then 2
    when digit_off(m.without, m.exchanged, l.without, l.whole) then 3
    else 4 end;
create macro is_whole(born) as coalesce(born.month_known and born.day_known, false);

create macro numbers_agree(l, m) as case when same(l.whole, m.whole) then 0 when same(l.bare, m.bare) then 1 else 3 end;
create macro near_number(l, m) as l is not null and m is not null and digit_off(m.without, m.exchanged, l.without, l.whole);
create macro numbers_of(contract, member, customer) as
    list_filter([contract.bare, member.bare, customer.bare], lambda number: number is not null);

-- The lower limit of 95 % of a Poisson count, by Byar (Breslow and Day 1987).
create macro poisson_low(n) as case when n = 0 then 0.0
    else greatest(n * (1.0 - 1.0 / (9.0 * n) - 1.96 / (3.0 * sqrt(n::double))) ** 3, 0.0) end;
