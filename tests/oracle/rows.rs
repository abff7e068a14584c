//! What one row says and how two rows stand to each other, in clear.

use std::collections::BTreeSet;

use super::world::{DATES, FULL_ADDRESSES, FULL_CONTACTS, FULL_FIRST, FULL_LAST, NIRS, NUMBERS, NirText, Row, World};

pub type Fields = BTreeSet<&'static str>;

impl Row {
    pub fn date_text(&self) -> Option<String> {
        self.date.map(|d| if d >= 100 { format!("1960-01-{:02}", d - 99) } else { DATES[d].to_owned() })
    }
    /// Eleven days later; a date that may stand for an unknown one, a year later.
    pub fn moved_date(&self) -> Option<String> {
        let date = self.date_text()?;
        let (year, month, day): (u32, u32, u32) =
            (date[..4].parse().unwrap(), date[5..7].parse().unwrap(), date[8..].parse().unwrap());
        // In this world there is no February, and no December.
        let days = if [4, 6, 9, 11].contains(&month) { 30 } else { 31 };
        Some(match (month, day) {
            (1, 1) => format!("{}-01-01", year + 1),
            _ if day + 11 > days => format!("{year}-{:02}-{:02}", month + 1, day + 11 - days),
            _ => format!("{year}-{month:02}-{:02}", day + 11),
        })
    }
    pub fn first_first(&self) -> Option<&'static str> {
        self.full_first().map(|first| words(first)[0])
    }
    pub fn full_first(&self) -> Option<&'static str> {
        self.first.map(|f| FULL_FIRST[f])
    }
    pub fn last_names(&self) -> Vec<&'static str> {
        self.names().into_iter().map(|name| FULL_LAST[name]).collect()
    }
    pub fn number(&self) -> Option<&'static str> {
        self.contract.map(|c| NUMBERS[c])
    }
    pub fn customer_number(&self) -> Option<&'static str> {
        self.customer.map(|c| NUMBERS[c])
    }
    pub fn contacts(&self) -> &'static [&'static str] {
        self.contact.map_or(&[], |contact| FULL_CONTACTS[contact])
    }
    pub fn address(&self) -> Option<&'static str> {
        self.address.map(|address| FULL_ADDRESSES[address])
    }
    /// Without leading zeros, each kind with a sign of its own.
    pub fn bare_numbers(&self) -> Vec<String> {
        let bare = |kind: &str, number: &str| format!("{kind} {}", number.trim_start_matches('0'));
        let contract = self.number().map(|number| bare("contract", number));
        contract.into_iter().chain(self.customer_number().map(|number| bare("customer", number))).collect()
    }
    pub fn names(&self) -> BTreeSet<usize> {
        self.last.into_iter().chain(self.birth_name).collect()
    }
    pub fn rank_written(&self) -> Option<&'static str> {
        matches!(self.rank, "1" | "2").then_some(self.rank)
    }
    /// Members without a rank are of rank 1; a family order is none.
    pub fn member_rank(&self) -> Option<&'static str> {
        match self.rank {
            "" | "0" => Some("1"),
            "1" | "2" => Some(self.rank),
            _ => None,
        }
    }
    pub fn sex_of(nir: NirText) -> Option<&'static str> {
        Row::readable(nir).map(|n| if NIRS[n].starts_with('1') { "man" } else { "woman" })
    }
    /// As the civility tells it, else the person's own number.
    pub fn sex_told(&self) -> Option<&'static str> {
        match self.civility {
            "M." => Some("man"),
            "Mme" => Some("woman"),
            _ => Row::sex_of(self.own_nir),
        }
    }
    /// That, else the number of the row if its year and month are the birth date's.
    pub fn sex(&self) -> Option<&'static str> {
        self.sex_told().or_else(|| {
            let (n, date) = (Row::readable(self.nir)?, self.date_text()?);
            let of_nir = (&NIRS[n][1..3], &NIRS[n][3..5]);
            ((&date[2..4], &date[5..7]) == of_nir).then(|| Row::sex_of(self.nir).unwrap())
        })
    }
    /// All that a file tells of a row once spelling is taken off.
    pub fn whole(&self) -> impl PartialEq + use<> {
        let rank = if self.rank == "0" { "" } else { self.rank };
        let identity = (Row::readable(self.nir), Row::readable(self.own_nir), self.date, rank, self.first);
        let names = (self.last, self.birth_name, self.contract, self.customer, self.civility, self.dependant);
        let cover = (self.start, self.end, self.manager, self.managed_since, self.product);
        (identity, names, cover, self.insurer, self.contact, self.address)
    }
    /// What a leaked row gives away.
    pub fn fields(&self) -> Fields {
        let cells = [
            ("civility", !self.civility.is_empty()),
            ("last_name", self.last.is_some()),
            ("birth_name", self.birth_name.is_some()),
            ("first_name", self.first.is_some()),
            ("birth_date", self.date.is_some()),
            ("birth_rank", !self.rank.is_empty()),
            ("nir", self.nir != NirText::Absent),
            ("insurer", self.insurer.is_some()),
            ("contract_number", self.contract.is_some()),
            ("customer_number", self.customer.is_some()),
            ("postal_address", self.address.is_some()),
            ("phone", matches!(self.contact, Some(2..))),
            ("email", matches!(self.contact, Some(..3))),
        ];
        cells.into_iter().filter(|(_, filled)| *filled).map(|(field, _)| field).collect()
    }
    /// What a member holds in a field.
    pub fn value(&self, field: &str) -> String {
        let text = match field {
            "civility" => match self.civility {
                "M." | "Mme" => Some(self.civility.to_owned()),
                _ => None,
            },
            "last_name" => self.last.map(|n| n.to_string()),
            "birth_name" => self.birth_name.map(|n| n.to_string()),
            "first_name" => self.first.map(|f| FULL_FIRST[f].to_owned()),
            "birth_date" => self.date_text(),
            "birth_rank" => Some(self.member_rank().unwrap_or("family").to_owned()),
            "nir" => Row::readable(self.nir).map(|n| n.to_string()),
            "contract_number" => self.number().map(str::to_owned),
            "customer_number" => self.customer_number().map(str::to_owned),
            "postal_address" => self.address().map(str::to_owned),
            "phone" => {
                self.contacts().iter().find(|contact| **contact == "telephone").map(|contact| (*contact).to_owned())
            }
            "email" => {
                self.contacts().iter().find(|contact| **contact != "telephone").map(|contact| (*contact).to_owned())
            }
            other => panic!("{other}"),
        };
        text.unwrap_or_default()
    }
    pub fn manager(&self) -> Option<usize> {
        match self.manager {
            "m1" => Some(0),
            "Manager m2" => Some(1),
            _ => None,
        }
    }
    /// The conditions of the menu, in words of their own.
    pub fn fulfils(&self, conditions: usize) -> bool {
        let on_new_year = self.start <= "2024-01-01" && (self.end.is_empty() || self.end >= "2024-01-01");
        let since_2022 = self.managed_since >= "2022-01-01";
        match conditions {
            0 => true,
            1 => self.manager == "m1",
            2 => on_new_year,
            3 => self.start <= "2024-02-01" && (self.end.is_empty() || self.end >= "2024-01-10"),
            4 => since_2022,
            5 => self.number() == Some("1234567") || self.product == "OR",
            6 => self.product == "argent",
            7 => self.manager == "Manager m2" && (on_new_year || (since_2022 && self.product == "OR")),
            _ => unreachable!(),
        }
    }
}

/// How strongly two rows agree: whether not by NIR and birth date as they are, the place of the rule, and that of the difference (0:
/// none). Smaller is stronger.
pub type Strength = (bool, usize, usize);

pub fn strength(rule: usize, difference: usize) -> Strength {
    (rule > 2 || difference > 0, rule, difference)
}

/// Differences in their order; 0 is none.
pub const DIFFERENCES: [&str; 12] = [
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

fn words(of: &str) -> Vec<&str> {
    of.split(' ').take(2).collect()
}

fn first_names(a: Option<&str>, b: Option<&str>) -> Values {
    let (Some(a), Some(b)) = (a, b) else { return Values::Absent };
    let (one, other) = (words(a), words(b));
    let second = one.len() < 2 || other.len() < 2 || one[1] == other[1];
    match () {
        () if one[0] == other[0] && second => Values::Same,
        () if a.replace(' ', "") == b.replace(' ', "") => Values::Near("first-name-spelling"),
        () if second && one[0].len() > 4 && other[0].len() > 4 && one_edit(one[0], other[0]) => {
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
    agreements(leak, (member, member.date_text()), world, fillers).into_iter().min()
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
    let (first, last) = (first_names(leak.full_first(), member.full_first()), last_names(leak, member));
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
            9 => none && nir && d && l && !f && first != Values::Absent && !contradicted,
            10 => numbered && d && l && !f && first != Values::Absent && !contradicted,
            11 => none && contact && d && l && !f && first != Values::Absent && !contradicted,
            12 => {
                (none && l && f && d)
                    || (of_first && first_is_near(l && d, difference))
                    || (of_last && but(last, f && d, difference))
                    || (in_place && d)
                    || (of_date && but(date, l && f, difference))
            }
            13 => none && nir && f && !d && !l,
            14 => numbered && d && first == Values::Absent && !contradicted,
            15 => none && contact && d && first == Values::Absent && !contradicted,
            16 => none && nir && d && !f && !l && first != Values::Absent && !contradicted,
            17 => numbered && d && !f && !l && first != Values::Absent && !contradicted,
            18 => numbered && f && !d && !l && (date == Values::Absent || last == Values::Absent),
            19 => numbered && l && !d && !f && (date == Values::Absent || first == Values::Absent),
            20 => none && contact && d && !f && !l && first != Values::Absent && !contradicted,
            21 => none && contact && f && !d && !l && (date == Values::Absent || last == Values::Absent),
            22 => none && contact && l && !d && !f && (date == Values::Absent || first == Values::Absent),
            23 => address && !d && ((none && l && f) || in_place),
            24 => none && address && f && d && !l,
            25 => none && address && l && d && !f && !contradicted,
            26 => none && nir,
            27 => none && leak.nirs().is_empty() && nothing_else && alone(&Row::bare_numbers),
            28 => {
                none && leak.nirs().is_empty()
                    && alone(&|row| row.contacts().iter().map(|contact| (*contact).to_owned()).collect())
            }
            _ => unreachable!(),
        }
    };
    let all = (0..29).flat_map(|rule| (0..DIFFERENCES.len()).map(move |difference| strength(rule, difference)));
    all.filter(|(_, rule, difference)| holds(*rule, DIFFERENCES[*difference])).collect()
}

/// How two rows that no rule brings together resemble each other, the member born on a day: 0 to 3, the closest first.
pub fn near(leak: &Row, (member, born): (&Row, Option<String>), fillers: &BTreeSet<usize>) -> Option<usize> {
    let number = leak.bare_numbers().iter().any(|number| member.bare_numbers().contains(number));
    let contact = leak.contacts().iter().any(|contact| member.contacts().contains(contact));
    let key = share_nir(leak, member, fillers) || number || contact;
    let first = first_names(leak.full_first(), member.full_first()) == Values::Same;
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

/// In which way two rows agree as they are: 0 by a key and by names with date, 1 by a key, 2 by names with date, 3 by neither.
pub fn ways(leak: &Row, member: &Row, fillers: &BTreeSet<usize>) -> usize {
    let same = |a: Option<&str>, b: Option<&str>| a.is_some() && a == b;
    let number = same(leak.number(), member.number()) || same(leak.customer_number(), member.customer_number());
    let contact = leak.contacts().iter().any(|contact| member.contacts().contains(contact));
    let key = share_nir(leak, member, fillers) || number || contact;
    let first = first_names(leak.full_first(), member.full_first()) == Values::Same;
    let date = leak.date_text().is_some() && leak.date_text() == member.date_text();
    let names = first && date && last_names(leak, member) == Values::Same;
    match (key, names) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    }
}

/// 0 certain, 1 strong, 2 probable, 3 possible, 4 household.
pub fn certainty((_, rule, difference): Strength) -> usize {
    let of_rule = match rule {
        0 | 1 => 0,
        2..=8 => 1,
        9..=15 => 2,
        16..=25 => 3,
        _ => 4,
    };
    match (of_rule, difference) {
        (0, 1..) => 1,
        (1, 5..=7) => 1,
        (1, 5..) => 2,
        (2, 6) => 3,
        _ => of_rule,
    }
}

/// Whether any rule can be tried with what the row holds.
pub fn is_possible(row: &Row) -> bool {
    let (last, first, date) = (!row.names().is_empty(), row.first.is_some(), row.date.is_some());
    let two = [last, first, date].iter().filter(|known| **known).count() == 2;
    let numbered = row.contract.is_some() || row.customer.is_some();
    let reached = !row.contacts().is_empty() || (two && row.address.is_some());
    !row.nirs().is_empty() || numbered || reached || (last && first && date)
}

/// Whether two member rows are plainly one person.
pub fn one_person(a: &Row, b: &Row, members: &[Row], fillers: &BTreeSet<usize>) -> bool {
    if a.date != b.date || a.date.is_none() {
        return false;
    }
    // Told apart by rank if written; a row whose rank is not written goes by rank 1 only if it has no first name.
    let by_rank = |r: &Row| match r.rank_written() {
        None if r.first.is_none() => r.member_rank(),
        written => written,
    };
    let by_name = |r: &Row| r.rank != "2" && r.first.is_some();
    let ranks = by_rank(a).is_some() && by_rank(a) == by_rank(b);
    let second = |r: &Row| r.full_first().and_then(|first| words(first).get(1).copied());
    let same_first = a.first.is_some() && a.first_first() == b.first_first();
    let names = |nir: &usize| {
        // Others of that first name, under that number and date: are there twins among them?
        let alike = members.iter().filter(|r| {
            is_possible(r)
                && by_name(r)
                && r.nirs().contains(nir)
                && r.date == a.date
                && r.first_first() == a.first_first()
        });
        let twins = alike.filter_map(second).collect::<BTreeSet<_>>().len() > 1;
        by_name(a) && by_name(b) && same_first && (!twins || second(a) == second(b))
    };
    let shared: Vec<usize> = a.nirs().intersection(&b.nirs()).filter(|nir| !fillers.contains(nir)).copied().collect();
    // A child under both parents.
    let child =
        |r: &Row| is_possible(r) && r.dependant == Some(true) && r.last == a.last && r.first_first() == a.first_first();
    let children = members.iter().filter(|r| child(r) && r.date == a.date);
    let several = children.filter_map(second).collect::<BTreeSet<_>>().len() > 1;
    let agreed = !several || second(a) == second(b);
    let dependants = child(a) && child(b) && a.last.is_some() && a.first.is_some() && agreed;
    (!shared.is_empty() && ranks) || shared.iter().any(names) || dependants
}

/// Numbers beside more than twelve birth dates.
pub fn fillers(world: &World) -> BTreeSet<usize> {
    let on = |rows: &[Row], nir: usize| {
        let dates: BTreeSet<_> = rows.iter().filter(|r| r.nirs().contains(&nir)).filter_map(|r| r.date).collect();
        dates.len() > 12
    };
    (0..NIRS.len()).filter(|nir| on(&world.members, *nir) || on(&world.leaks, *nir)).collect()
}
