//! How a leaked row and a member row stand to each other, in clear.

use std::collections::BTreeSet;

use super::rows::{is_possible, is_repeated};
use super::world::{NIRS, NirText, Row, World};

/// How strongly two rows agree: whether not by NIR and birth date as they are, the place of the rule, and that of the difference (0:
/// none). Smaller is stronger.
pub type Strength = (bool, usize, usize);

pub fn strength(rule: usize, difference: usize) -> Strength {
    (rule > 2 || difference > 0, rule, difference)
}

/// Differences in their order; 0 is none.
pub const DIFFERENCES: [&str; 13] = [
    "",
    "number-zeros",
    "last-name-spelling",
    "first-name-spelling",
    "names-exchanged",
    "date-exchanged",
    "date-unknown",
    "date-digit",
    "nir-digit",
    "number-digit",
    "last-name-letter",
    "first-name-letter",
    "date-and-first-name",
];

/// How two values stand to each other.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Values {
    Same,
    /// By the name of the difference.
    Near(&'static str),
    Differ,
    Absent,
}

/// One character more, less, another one, or two neighbours exchanged.
fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() == b.len() {
        let at: Vec<usize> = (0..a.len()).filter(|i| a[*i] != b[*i]).collect();
        return match at[..] {
            [_] => true,
            [i, j] => j == i + 1 && a[i] == b[j] && a[j] == b[i],
            _ => false,
        };
    }
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let without = |i: usize| long.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, c)| *c).collect::<Vec<_>>();
    long.len() == short.len() + 1 && (0..long.len()).any(|i| without(i) == short)
}

/// The same for digits, none of which is missing.
fn one_digit(a: &str, b: &str) -> bool {
    a.len() == b.len() && one_edit(a, b)
}

pub fn words(of: &str) -> Vec<&str> {
    of.split(' ').take(2).collect()
}

/// `household`: whether a NIR agrees and nothing contradicts it, so that short names count as nearly the same too.
fn first_names(a: Option<&str>, b: Option<&str>, household: bool) -> Values {
    let (Some(a), Some(b)) = (a, b) else { return Values::Absent };
    let (one, other) = (words(a), words(b));
    let second = one.len() < 2 || other.len() < 2 || one[1] == other[1];
    let least = if household { 3 } else { 5 };
    match () {
        () if one[0] == other[0] && second => Values::Same,
        () if a.replace(' ', "") == b.replace(' ', "") => Values::Near("first-name-spelling"),
        () if second && one[0].len().min(other[0].len()) >= least && one_edit(one[0], other[0]) => {
            Values::Near("first-name-letter")
        }
        () => Values::Differ,
    }
}

fn last_names(leak: &Row, member: &Row) -> Values {
    let bare = |name: &str| name.strip_prefix("DE ").unwrap_or(name).replace(' ', "");
    let joined = |name: &str| name.replace(' ', "");
    let any = |holds: &dyn Fn(&str, &str) -> bool| {
        leak.last_names().iter().any(|a| member.last_names().iter().any(|b| holds(a, b)))
    };
    match () {
        () if leak.names().is_empty() || member.names().is_empty() => Values::Absent,
        () if any(&|a, b| a == b) => Values::Same,
        () if any(&|a, b| joined(a) == joined(b) || bare(a) == bare(b)) => Values::Near("last-name-spelling"),
        () if any(&|a, b| joined(a).len() > 4 && joined(b).len() > 4 && one_edit(&joined(a), &joined(b))) => {
            Values::Near("last-name-letter")
        }
        () => Values::Differ,
    }
}

fn dates(a: Option<String>, b: Option<String>) -> Values {
    let (Some(a), Some(b)) = (a, b) else { return Values::Absent };
    let parts = |date: &str| (date[..4].to_owned(), date[5..7].to_owned(), date[8..].to_owned());
    let (one, other) = (parts(&a), parts(&b));
    // In this world 00 and lunar months do not occur.
    let unknown = |date: &str| date.ends_with("-01-01");
    let differing = [one.0 != other.0, one.1 != other.1, one.2 != other.2].iter().filter(|d| **d).count();
    match () {
        () if a == b => Values::Same,
        () if one.0 == other.0 && one.1 == other.2 && one.2 == other.1 => Values::Near("date-exchanged"),
        () if one.0 == other.0 && (unknown(&a) || unknown(&b)) => Values::Near("date-unknown"),
        () if differing == 1 && one_digit(&a, &b) => Values::Near("date-digit"),
        () => Values::Differ,
    }
}

/// Whether a number of the member is the leaked one, which is no filler.
pub fn share_nir(leak: &Row, member: &Row, fillers: &BTreeSet<usize>) -> bool {
    Row::readable(leak.nir).is_some_and(|n| !fillers.contains(&n) && member.nirs().contains(&n))
}

/// How strongly a leaked row and a member row agree: the first rule that holds, with the first difference under which it does.
pub fn agree(leak: &Row, member: &Row, world: &World, fillers: &BTreeSet<usize>) -> Option<Strength> {
    let all = agreements(leak, (member, member.date_text()), world, fillers);
    all.into_iter().filter(|strength| !is_crowded(leak, member, world, strength)).min()
}

/// Whether a rule is of a number beside nearly a date.
pub fn is_of_near_date((_, rule, difference): &Strength) -> bool {
    *rule == 17 && DIFFERENCES[*difference].starts_with("date")
}

/// Whether a rule of a number beside nearly a date does not hold after all: more than twelve rows have each number that agrees.
pub fn is_crowded(leak: &Row, member: &Row, world: &World, strength: &Strength) -> bool {
    let rows = |number: &String| {
        let usable = |m: usize| is_possible(&world.members[m]) && !is_repeated(&world.members, m, false);
        let here = (0..world.members.len()).filter(|m| world.members[*m].bare_numbers().contains(number));
        here.filter(|m| usable(*m)).count()
    };
    let shared = || leak.bare_numbers().into_iter().filter(|number| member.bare_numbers().contains(number));
    is_of_near_date(strength) && shared().all(|number| rows(&number) > 12)
}

/// Every rule under which two rows agree, the member born on a day.
pub fn agreements(
    leak: &Row,
    (member, born): (&Row, Option<String>),
    world: &World,
    fillers: &BTreeSet<usize>,
) -> Vec<Strength> {
    let nir = share_nir(leak, member, fillers);
    let contact = leak.contacts().iter().any(|contact| member.contacts().contains(contact));
    let address = leak.address().is_some() && leak.address() == member.address();
    // A number or contact that both have, and that is not beside more than twelve dates on one side.
    let alone = |of: &dyn Fn(&Row) -> Vec<String>| {
        let usable = |rows: &[Row], key: &String, leaked: bool| -> Vec<Row> {
            let here = rows.iter().filter(|row| of(row).contains(key) && is_possible(row));
            here.filter(|row| !leaked || row.nirs().is_empty()).cloned().collect()
        };
        let dates = |rows: &[Row]| rows.iter().filter_map(|row| row.date).collect::<BTreeSet<_>>().len();
        of(leak).into_iter().filter(|key| of(member).contains(key)).any(|key| {
            let (members, leaks) = (usable(&world.members, &key, false), usable(&world.leaks, &key, true));
            let undated = members.iter().filter(|row| row.date.is_none()).count();
            dates(&members) + undated <= 12 && dates(&leaks) <= 12
        })
    };
    // Two numbers that are nearly one: not if check digits prove both right.
    let nearly = |a: NirText, b: NirText| {
        let (Some(one), Some(other)) = (a.number(), b.number()) else { return false };
        let wrong = |nir: NirText| matches!(nir, NirText::WrongKey(_));
        let proven = matches!((a, b), (NirText::Keyed(_), NirText::Keyed(_)));
        let filler = Row::readable(a).is_some_and(|n| fillers.contains(&n));
        !filler && ((!proven && one_digit(NIRS[one], NIRS[other])) || (one == other && (wrong(a) || wrong(b))))
    };
    // What is not a NIR in the column of the person's own number is not looked at.
    let own = [member.own_nir].into_iter().filter(|own| Row::readable(*own).is_some());
    // Nor are numbers of a row that has a filler, but for one that is no NIR.
    let has_filler = member.nirs().iter().any(|nir| fillers.contains(nir));
    let looked_at = |nir: &NirText| !has_filler || Row::readable(*nir).is_none();
    let nir_near = [member.nir].into_iter().chain(own).filter(looked_at).any(|nir| nearly(leak.nir, nir));
    let of_kind = |leak: Option<&str>, member: Option<&str>| match (leak, member) {
        (Some(a), Some(b)) if a == b => Values::Same,
        (Some(a), Some(b)) => match (a.trim_start_matches('0'), b.trim_start_matches('0')) {
            (a, b) if a == b => Values::Near("number-zeros"),
            _ if one_digit(a, b) && a.len() > 5 => Values::Near("number-digit"),
            _ => Values::Differ,
        },
        _ => Values::Absent,
    };
    // The kind that agrees best.
    let kinds = [of_kind(leak.number(), member.number()), of_kind(leak.customer_number(), member.customer_number())];
    let near = [Values::Same, Values::Near("number-zeros"), Values::Near("number-digit")];
    let number = near.into_iter().find(|value| kinds.contains(value)).unwrap_or(Values::Differ);
    let date = dates(leak.date_text(), born);
    let exchanged = leak.full_first().is_some_and(|first| {
        let joined = |name: &str| name.replace(' ', "");
        let is_first = |last: &&str| {
            member.full_first().is_some_and(|f| [joined(f), words(f)[0].to_owned()].contains(&joined(last)))
        };
        member.last_names().iter().any(|last| joined(last) == joined(first)) && leak.last_names().iter().any(is_first)
    });
    let against = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some() && a != b;
    let contradicted =
        against(leak.rank_written(), member.rank_written()) || against(leak.sex_told(), member.sex_told());
    let first = first_names(leak.full_first(), member.full_first(), nir && !contradicted);
    let last = last_names(leak, member);
    let (f, l, d) = (first == Values::Same, last == Values::Same, date == Values::Same);
    let (k, zeros) = (number == Values::Same, number == Values::Near("number-zeros"));
    // The difference in one value, where all others are as the rule wants them.
    let but = |value: Values, others: bool, name: &str| {
        others && value == Values::Near(DIFFERENCES.iter().find(|d| **d == name).unwrap())
    };
    let first_is_near = |others: bool, name: &str| but(first, others, name);
    let nothing_else = leak.date.is_none() && leak.first.is_none() && leak.names().is_empty();
    let holds = |rule: usize, difference: &str| -> bool {
        let (none, with_zeros) = (difference.is_empty(), difference == "number-zeros");
        let numbered = (none && k) || (with_zeros && zeros);
        let of_first = difference.starts_with("first-name");
        let of_last = difference.starts_with("last-name");
        let of_date = difference.starts_with("date");
        let in_place = difference == "names-exchanged" && exchanged;
        match rule {
            0 => none && nir && d && leak.rank_written().is_some() && leak.rank_written() == member.member_rank(),
            1 => {
                (none && nir && d && f)
                    || (of_first && first_is_near(nir && d && !contradicted, difference))
                    || (in_place && nir && d)
                    || (of_date && but(date, nir && f, difference))
                    || (difference == "nir-digit" && !nir && nir_near && l && f && d)
                    || (difference == "date-and-first-name"
                        && nir
                        && matches!((date, first), (Values::Near(_), Values::Near(_)))
                        && !contradicted)
            }
            2 => none && nir && d && !contradicted && (first == Values::Absent || f),
            4 => {
                !d && nir
                    && ((none && l && f)
                        || (of_first && first_is_near(l, difference))
                        || (of_last && but(last, f, difference))
                        || in_place)
            }
            5 => {
                (numbered && d && f)
                    || (of_first && first_is_near(k && d && !contradicted, difference))
                    || (in_place && k && d)
                    || (of_date && but(date, k && f, difference))
                    || (difference == "number-digit" && but(number, d && f, difference))
            }
            6 => {
                !d && ((numbered && l && f)
                    || (of_first && first_is_near(k && l, difference))
                    || (of_last && but(last, k && f, difference))
                    || (difference == "number-digit" && but(number, l && f, difference))
                    || (in_place && k))
            }
            7 => {
                (none && contact && d && f)
                    || (of_first && first_is_near(contact && d && !contradicted, difference))
                    || (in_place && contact && d)
                    || (of_date && but(date, contact && f, difference))
            }
            8 => {
                !d && ((none && contact && l && f)
                    || (of_first && first_is_near(contact && l, difference))
                    || (of_last && but(last, contact && f, difference))
                    || (in_place && contact))
            }
            // A person's decision: nobody decides in this world.
            3 => false,
            9..=11 => {
                let key = [nir, k, contact][rule - 9];
                let full = if rule == 10 { numbered } else { none && key };
                let near = rule == 10 && difference == "number-digit" && but(number, d, difference);
                let dated = (full && d) || (of_date && but(date, key, difference)) || near;
                dated && l && !f && first != Values::Absent && !contradicted
            }
            12 => {
                (none && l && f && d)
                    || (of_first && first_is_near(l && d, difference))
                    || (of_last && but(last, f && d, difference))
                    || (in_place && d)
                    || (of_date && but(date, l && f, difference))
            }
            13 => none && nir && f && !d && !l,
            14 => {
                let near = difference == "number-digit" && but(number, l, difference);
                (numbered || near) && d && first == Values::Absent && !contradicted
            }
            15 => none && contact && d && first == Values::Absent && !contradicted,
            16 => {
                let dated = (none && d) || (of_date && but(date, true, difference));
                dated && nir && !f && !l && first != Values::Absent && !contradicted
            }
            17 => {
                // Who has a NIR on both sides is known by it.
                let leaked = Row::readable(leak.nir).is_some_and(|nir| !fillers.contains(&nir));
                let filed = leaked && !member.nirs().is_empty();
                let whole =
                    [leak, member].iter().all(|row| row.date_text().is_some_and(|date| !date.ends_with("-01-01")));
                let near = !filed && whole && k && ["date-exchanged", "date-digit"].contains(&difference);
                let dated = (numbered && d) || (near && but(date, true, difference));
                dated && !f && !l && first != Values::Absent && !contradicted
            }
            18 => none && contact && d && !f && !l && first != Values::Absent && !contradicted,
            // Of one pair alone nobody can say whose a number is: see `story`.
            19..=21 | 29..=31 => false,
            22 => numbered && f && !d && !l && (date == Values::Absent || last == Values::Absent),
            23 => numbered && l && !d && !f && (date == Values::Absent || first == Values::Absent),
            24 => none && contact && f && !d && !l && (date == Values::Absent || last == Values::Absent),
            25 => none && contact && l && !d && !f && (date == Values::Absent || first == Values::Absent),
            26 => address && !d && ((none && l && f) || in_place),
            27 => none && address && f && d && !l,
            28 => none && address && l && d && !f && !contradicted,
            32 => none && nir,
            33 => none && leak.nirs().is_empty() && nothing_else && alone(&Row::bare_numbers),
            34 => {
                none && leak.nirs().is_empty()
                    && alone(&|row| row.contacts().iter().map(|contact| (*contact).to_owned()).collect())
            }
            _ => unreachable!(),
        }
    };
    let all = (0..35).flat_map(|rule| (0..DIFFERENCES.len()).map(move |difference| strength(rule, difference)));
    all.filter(|(_, rule, difference)| holds(*rule, DIFFERENCES[*difference])).collect()
}

/// How strongly two rows agree whose number one person alone has, if it agrees: with the first names, the last name, or nothing. And whether birth
/// date and first names tell another person. `personal`: whether few numbers are several persons'.
pub fn of_own_number(leak: &Row, member: &Row, personal: bool) -> Option<(Strength, bool)> {
    let same = |a: Option<&str>, b: Option<&str>| a.is_some() && a == b;
    let kinds = [(leak.number(), member.number()), (leak.customer_number(), member.customer_number())];
    let as_it_is = kinds.iter().any(|(a, b)| same(*a, *b));
    let bare = leak.bare_numbers().iter().any(|number| member.bare_numbers().contains(number));
    let against = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some() && a != b;
    let contradicted =
        against(leak.rank_written(), member.rank_written()) || against(leak.sex_told(), member.sex_told());
    let (first, last) = (first_names(leak.full_first(), member.full_first(), false), last_names(leak, member));
    let dates = leak.date_text().zip(member.date_text());
    if !bare || contradicted || dates.as_ref().is_some_and(|(a, b)| a == b) {
        return None;
    }
    // With a near date and the same last name, another rule holds, unless the number has other zeros.
    let is_another = first == Values::Differ && dates.is_some();
    let rule = match () {
        () if first == Values::Same => 19,
        () if last == Values::Same && !is_another && personal => 20,
        () => 29,
    };
    Some((strength(rule, if as_it_is { 0 } else { 1 }), is_another))
}

/// What agrees beside a number that both rows have: 0 date and first names, 1 the first names and another date, 2 the date and other first names,
/// 3 neither; none if anything is missing or nearly agrees.
pub fn beside_number(leak: &Row, member: &Row) -> Option<usize> {
    let against = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some() && a != b;
    let contradicted =
        against(leak.rank_written(), member.rank_written()) || against(leak.sex_told(), member.sex_told());
    let (a, b) = leak.date_text().zip(member.date_text())?;
    match first_names(leak.full_first(), member.full_first(), false) {
        _ if contradicted => None,
        Values::Same => Some(usize::from(a != b)),
        Values::Differ => Some(2 + usize::from(a != b)),
        _ => None,
    }
}

/// How two rows that no rule brings together resemble each other, the member born on a day: 0 to 3, the closest first.
pub fn near(leak: &Row, (member, born): (&Row, Option<String>), fillers: &BTreeSet<usize>) -> Option<usize> {
    let number = leak.bare_numbers().iter().any(|number| member.bare_numbers().contains(number));
    let contact = leak.contacts().iter().any(|contact| member.contacts().contains(contact));
    let key = share_nir(leak, member, fillers) || number || contact;
    let first = first_names(leak.full_first(), member.full_first(), false) == Values::Same;
    let last = last_names(leak, member) == Values::Same;
    let against = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some() && a != b;
    let contradicted =
        against(leak.rank_written(), member.rank_written()) || against(leak.sex_told(), member.sex_told());
    let dates = leak.date_text().zip(born);
    let date = dates.as_ref().is_some_and(|(a, b)| a == b);
    let year_or_day = dates.as_ref().is_some_and(|(a, b)| a[..4] == b[..4] || a[5..] == b[5..]);
    // Thousands are born on a first of January.
    let frequent = dates.is_some_and(|(a, _)| a.ends_with("-01-01"));
    let ends = |name: &str| {
        let name = name.replace(' ', "");
        (name[..2].to_owned(), name[name.len() - 2..].to_owned())
    };
    let alike = leak
        .last_names()
        .into_iter()
        .any(|a| member.last_names().into_iter().any(|b| ends(a).0 == ends(b).0 || ends(a).1 == ends(b).1));
    match () {
        () if key && last => Some(0),
        () if contradicted => None,
        () if last && date => Some(1),
        () if first && last && year_or_day => Some(2),
        () if first && date && (!frequent || alike) => Some(3),
        () => None,
    }
}

/// In which way two rows agree as they are: 0 by a key, names and date, 1 by a key and names, 2 by a key and the date, 3 by a key, 4 by names
/// and date, 5 by none of these.
pub fn ways(leak: &Row, member: &Row, fillers: &BTreeSet<usize>) -> usize {
    let same = |a: Option<&str>, b: Option<&str>| a.is_some() && a == b;
    let number = same(leak.number(), member.number()) || same(leak.customer_number(), member.customer_number());
    let contact = leak.contacts().iter().any(|contact| member.contacts().contains(contact));
    let key = share_nir(leak, member, fillers) || number || contact;
    let first = first_names(leak.full_first(), member.full_first(), false) == Values::Same;
    let date = leak.date_text().is_some() && leak.date_text() == member.date_text();
    let names = first && last_names(leak, member) == Values::Same;
    match (key, names, date) {
        (true, true, true) => 0,
        (true, true, false) => 1,
        (true, false, true) => 2,
        (true, false, false) => 3,
        (false, true, true) => 4,
        (false, ..) => 5,
    }
}

/// 0 certain, 1 strong, 2 probable, 3 possible, 4 household.
pub fn certainty((_, rule, difference): Strength) -> usize {
    let of_rule = match rule {
        0 | 1 => 0,
        2..=8 => 1,
        9..=21 | 30 | 31 => 2,
        22..=29 => 3,
        _ => 4,
    };
    match (of_rule, difference) {
        (0, 12) => 2,
        (0, 1..) => 1,
        (1, 5..=7) => 1,
        (1, 5..) => 2,
        (2, 6) if rule == 12 => 3,
        _ => of_rule,
    }
}
