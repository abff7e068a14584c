//! What one row says and how two rows stand to each other, in clear.

use std::collections::BTreeSet;

use super::world::{DATES, FULL_FIRST, NIRS, NUMBERS, NirText, Row, World};

pub type Fields = BTreeSet<&'static str>;

impl Row {
    pub fn date_text(&self) -> Option<String> {
        self.date.map(|d| if d >= 100 { format!("1960-01-{:02}", d - 99) } else { DATES[d].to_owned() })
    }
    pub fn first_first(&self) -> Option<&'static str> {
        self.first.map(|f| ["ELEONORE", "ELEONORE", "THOMAS"][f])
    }
    pub fn number(&self) -> Option<&'static str> {
        self.contract.map(|c| NUMBERS[c])
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
        let names = (self.last, self.birth_name, self.contract, self.civility, self.dependant);
        let cover = (self.start, self.end, self.manager, self.managed_since, self.product);
        (identity, names, cover, self.insurer, self.email)
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
            ("email", self.email),
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

/// How strongly a leaked row and a member row agree; smaller is stronger. A half: by a number without leading zeros.
pub fn agree(leak: &Row, member: &Row, fillers: &BTreeSet<usize>) -> Option<f32> {
    let leaked_nir = Row::readable(leak.nir).filter(|n| !fillers.contains(n));
    let nir = leaked_nir.is_some_and(|n| member.nirs().contains(&n));
    if leak.date.is_none() {
        return nir.then_some(5.0);
    }
    if leak.date != member.date {
        return None;
    }
    let both = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some();
    let first = both(leak.first_first(), member.first_first()) && leak.first_first() == member.first_first();
    if nir {
        if leak.rank_written().is_some() && leak.rank_written() == member.member_rank() {
            return Some(0.0);
        }
        if first {
            return Some(1.0);
        }
        let against = |a: Option<&str>, b: Option<&str>| both(a, b) && a != b;
        let contradicted = against(leak.rank_written(), member.rank_written())
            || against(leak.first_first(), member.first_first())
            || against(leak.sex_told(), member.sex_told());
        if !contradicted {
            return Some(2.0);
        }
    }
    if !first {
        return None;
    }
    if let (Some(a), Some(b)) = (leak.number(), member.number()) {
        if a == b {
            return Some(3.0);
        }
        if a.trim_start_matches('0') == b.trim_start_matches('0') {
            return Some(3.5);
        }
    }
    leak.names().intersection(&member.names()).next().map(|_| 4.0)
}

/// Whether any rule can be tried with what the row holds.
pub fn is_possible(row: &Row) -> bool {
    let named = row.contract.is_some() || !row.names().is_empty();
    !row.nirs().is_empty() || (row.date.is_some() && row.first.is_some() && named)
}

/// Whether two member rows are plainly one person.
pub fn one_person(a: &Row, b: &Row, fillers: &BTreeSet<usize>) -> bool {
    if a.date != b.date || a.date.is_none() {
        return false;
    }
    let share_nir = a.nirs().intersection(&b.nirs()).any(|nir| !fillers.contains(nir));
    let same_first = a.first.is_some() && a.first_first() == b.first_first();
    // Told apart by rank if written; a row whose rank is not written goes by rank 1 only if it has no first name.
    let by_rank = |r: &Row| match r.rank_written() {
        None if r.first.is_none() => r.member_rank(),
        written => written,
    };
    let by_name = |r: &Row| r.rank != "2";
    let ranks = by_rank(a).is_some() && by_rank(a) == by_rank(b);
    let names = by_name(a) && by_name(b) && same_first;
    let dependants =
        a.dependant == Some(true) && b.dependant == Some(true) && a.last.is_some() && a.last == b.last && same_first;
    (share_nir && (ranks || names)) || dependants
}

/// Numbers beside more than twelve birth dates.
pub fn fillers(world: &World) -> BTreeSet<usize> {
    let on = |rows: &[Row], nir: usize| {
        let dates: BTreeSet<_> = rows.iter().filter(|r| r.nirs().contains(&nir)).filter_map(|r| r.date).collect();
        dates.len() > 12
    };
    (0..NIRS.len()).filter(|nir| on(&world.members, *nir) || on(&world.leaks, *nir)).collect()
}
