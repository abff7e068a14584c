//! What one row says, and which rows are one person's, in clear.

use std::collections::BTreeSet;

use super::agreement::words;
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
    /// All that a file tells of a row once spelling is taken off: also a number with wrong check digits, and of a leaked row what it gives
    /// away.
    pub fn whole(&self, leaked: bool) -> impl PartialEq + use<> {
        let rank = if self.rank == "0" { "" } else { self.rank };
        let identity = (Row::readable(self.nir), Row::readable(self.own_nir), self.date, rank, self.first);
        let names = (self.last, self.birth_name, self.contract, self.customer, self.civility, self.dependant);
        let cover = (self.start, self.end, self.manager, self.managed_since, self.product);
        let wrong = if let NirText::WrongKey(number) = self.nir { Some(number) } else { None };
        let given = if leaked { self.fields() } else { Fields::new() };
        (identity, names, cover, self.insurer, self.contact, self.address, wrong, given)
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
            // A spreadsheet takes off the zeros in front.
            5 => self.number().is_some_and(|n| n.trim_start_matches('0') == "1234567") || self.product == "OR",
            6 => self.product == "argent",
            7 => self.manager == "Manager m2" && (on_new_year || (since_2022 && self.product == "OR")),
            _ => unreachable!(),
        }
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

/// Whether another row of the party tells the same and is kept: one with NIRs that check digits prove, or else the first.
pub fn is_repeated(rows: &[Row], i: usize, leaked: bool) -> bool {
    let unproven = |row: &Row| [row.nir, row.own_nir].map(|nir| !matches!(nir, NirText::Keyed(_)));
    let comes_before = |j: usize| (unproven(&rows[j]), j) < (unproven(&rows[i]), i);
    let tells_the_same = |row: &Row| row.party == rows[i].party && row.whole(leaked) == rows[i].whole(leaked);
    (0..rows.len()).any(|j| comes_before(j) && is_possible(&rows[j]) && tells_the_same(&rows[j]))
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
