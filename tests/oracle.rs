//! The assessment written again, dumb and clear: nested loops over clear rows, no digest, no index, no shared code.
//!
//! Random small populations, with few values so that rows often agree, and every figure compared.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::harness::Run;

const NIRS: [&str; 3] = ["2951099126111", "1800199126111", "1750175056222"];
const KEYS: [&str; 3] = ["93", "55", "27"];
const DATES: [(&str, &str); 2] = [("1995-10-03", "03/10/1995"), ("2015-05-04", "04.05.2015")];
const FIRST: [&str; 3] = ["Éléonore", "ELEONORE Marie", "Thomas"];
const LAST: [&str; 2] = ["Béranger-Lafont", "DURANDAL"];
const CONTRACTS: [&str; 3] = ["0001234567", "1234567", "C-765 4321"];
const INSURERS: [&str; 2] = ["a", "b"];
const OPERATORS: [&str; 2] = ["x", "y"];
const REFERENCE: &str = "20240207";

/// A number as a row writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum NirText {
    Absent,
    Bare(usize),
    Keyed(usize),
    WrongKey(usize),
}

#[derive(Clone, Debug)]
struct Row {
    /// Insurer of a member row, operator of a leaked one.
    party: usize,
    nir: NirText,
    own_nir: NirText,
    date: Option<usize>,
    other_spelling: bool,
    /// As written: "", "0", "1", "2", "12".
    rank: &'static str,
    first: Option<usize>,
    last: Option<usize>,
    contract: Option<usize>,
    dependant: Option<bool>,
    former: bool,
    /// Leaked: none, an insurer, or a code nobody knows (2).
    insurer: Option<usize>,
}

fn row() -> impl Strategy<Value = Row> {
    let nir = || {
        prop_oneof![
            1 => Just(NirText::Absent),
            4 => (0..3usize).prop_map(NirText::Bare),
            3 => (0..3usize).prop_map(NirText::Keyed),
            1 => (0..3usize).prop_map(NirText::WrongKey),
        ]
    };
    let own = prop_oneof![4 => Just(NirText::Absent), 1 => nir()];
    let date = prop_oneof![1 => Just(None), 8 => (0..2usize).prop_map(Some)];
    let rank = prop_oneof![3 => Just(""), 1 => Just("0"), 4 => Just("1"), 2 => Just("2"), 1 => Just("12")];
    let first = prop_oneof![1 => Just(None), 6 => (0..3usize).prop_map(Some)];
    let last = prop_oneof![1 => Just(None), 6 => (0..2usize).prop_map(Some)];
    let contract = prop_oneof![2 => Just(None), 4 => (0..3usize).prop_map(Some)];
    let insurer = prop_oneof![4 => Just(None), 4 => (0..2usize).prop_map(Some), 1 => Just(Some(2))];
    let dependant = prop_oneof![1 => Just(None), 2 => Just(Some(false)), 2 => Just(Some(true))];
    ((0..2usize, nir(), own, date, any::<bool>()), (rank, first, last, contract, dependant, any::<bool>(), insurer))
        .prop_map(
            |(
                (party, nir, own_nir, date, other_spelling),
                (rank, first, last, contract, dependant, former, insurer),
            )| {
                Row {
                    party,
                    nir,
                    own_nir,
                    date,
                    other_spelling,
                    rank,
                    first,
                    last,
                    contract,
                    dependant,
                    former,
                    insurer,
                }
            },
        )
}

// ---- what a row says, in canonical form --------------------------------------------------------

impl Row {
    fn readable(nir: NirText) -> Option<usize> {
        match nir {
            NirText::Bare(n) | NirText::Keyed(n) => Some(n),
            NirText::Absent | NirText::WrongKey(_) => None,
        }
    }
    fn nirs(&self) -> BTreeSet<usize> {
        [self.nir, self.own_nir].into_iter().filter_map(Row::readable).collect()
    }
    fn first_first(&self) -> Option<&'static str> {
        self.first.map(|f| ["ELEONORE", "ELEONORE", "THOMAS"][f])
    }
    fn number(&self) -> Option<&'static str> {
        self.contract.map(|c| ["0001234567", "1234567", "C7654321"][c])
    }
    fn whole(&self) -> impl PartialEq + use<> {
        let first = self.first.map(|f| ["ELEONORE", "ELEONORE MARIE", "THOMAS"][f]);
        let rank = match self.rank {
            "" | "0" => "",
            other => other,
        };
        (
            (Row::readable(self.nir), Row::readable(self.own_nir), self.date, rank, first),
            (self.last, self.contract, self.dependant, self.former, self.insurer),
        )
    }
    /// Member rows without a rank are of rank 1.
    fn member_rank(&self) -> Option<&'static str> {
        match self.rank {
            "" | "0" => Some("1"),
            "1" | "2" => Some(self.rank),
            _ => None,
        }
    }
    fn leaked_rank(&self) -> Option<&'static str> {
        matches!(self.rank, "1" | "2").then_some(self.rank)
    }
}

/// How strongly a leaked row and a member row agree; smaller is stronger. 5: by a number without its leading zeros.
fn agree(leak: &Row, member: &Row) -> Option<u8> {
    let date = leak.date.is_some() && leak.date == member.date;
    let leaked_nir = Row::readable(leak.nir);
    let nir = leaked_nir.is_some_and(|n| member.nirs().contains(&n));
    let first = leak.first_first().is_some() && leak.first_first() == member.first_first();
    if !date {
        None
    } else if nir && leak.leaked_rank().is_some() && leak.leaked_rank() == member.member_rank() {
        Some(0)
    } else if nir && first {
        Some(2)
    } else if first && leak.number().is_some() && leak.number() == member.number() {
        Some(4)
    } else if first
        && let (Some(a), Some(b)) = (leak.number(), member.number())
        && a.trim_start_matches('0') == b.trim_start_matches('0')
    {
        Some(5)
    } else {
        None
    }
}

fn leak_is_possible(leak: &Row) -> bool {
    let nir = Row::readable(leak.nir).is_some();
    let first = leak.first.is_some();
    leak.date.is_some() && ((nir && (leak.leaked_rank().is_some() || first)) || (first && leak.contract.is_some()))
}

fn member_is_possible(member: &Row) -> bool {
    let nir = !member.nirs().is_empty();
    let first = member.first.is_some();
    member.date.is_some()
        && ((nir && (member.member_rank().is_some() || first)) || (first && member.contract.is_some()))
}

/// Whether two member rows are plainly one person.
fn one_person(a: &Row, b: &Row) -> bool {
    if a.date != b.date || a.date.is_none() {
        return false;
    }
    let share_nir = a.nirs().intersection(&b.nirs()).next().is_some();
    let written = |r: &Row| matches!(r.rank, "1" | "2");
    let same_first = a.first_first().is_some() && a.first_first() == b.first_first();
    // Told apart by rank if written; a row whose rank is not written goes by rank 1 only if it has no first name.
    let by_rank = |r: &Row| if written(r) || r.first.is_none() { r.member_rank() } else { None };
    let by_name = |r: &Row| r.rank != "2";
    let ranks = by_rank(a).is_some() && by_rank(a) == by_rank(b);
    let names = by_name(a) && by_name(b) && same_first;
    let dependants =
        a.dependant == Some(true) && b.dependant == Some(true) && a.last.is_some() && a.last == b.last && same_first;
    (share_nir && (ranks || names)) || dependants
}

// ---- the assessment ----------------------------------------------------------------------------

fn expected(members: &[Row], leaks: &[Row], serves: [[bool; 2]; 2]) -> Value {
    let earlier_equal = |rows: &[Row], i: usize, possible: fn(&Row) -> bool| {
        rows[..i].iter().any(|r| possible(r) && r.party == rows[i].party && r.whole() == rows[i].whole())
    };
    // Persons: closure of one_person over all usable member rows.
    let mut person: Vec<usize> = (0..members.len()).collect();
    for _ in 0..members.len() {
        for i in 0..members.len() {
            for j in 0..members.len() {
                if member_is_possible(&members[i])
                    && member_is_possible(&members[j])
                    && one_person(&members[i], &members[j])
                {
                    let low = person[i].min(person[j]);
                    (person[i], person[j]) = (low, low);
                }
            }
        }
    }
    let member_bin: Vec<&str> = (0..members.len())
        .map(|i| match &members[i] {
            m if !member_is_possible(m) => "rejected",
            _ if earlier_equal(members, i, member_is_possible) => "duplicate",
            _ => "alive",
        })
        .collect();
    let mut leak_bin = Vec::new();
    let mut met: Vec<(usize, usize, u8)> = Vec::new();
    for (l, leak) in leaks.iter().enumerate() {
        if !leak_is_possible(leak) {
            leak_bin.push("rejected");
            continue;
        }
        if earlier_equal(leaks, l, leak_is_possible) {
            leak_bin.push("duplicate");
            continue;
        }
        let alive = || (0..members.len()).filter(|m| member_bin[*m] == "alive");
        let exposable = |m: usize| match leak.insurer {
            Some(named) => members[m].party == named,
            None => serves[leak.party][members[m].party],
        };
        let best = alive().filter(|m| exposable(*m)).filter_map(|m| agree(leak, &members[m])).min();
        let Some(best) = best else {
            let anybody = alive().any(|m| agree(leak, &members[m]).is_some());
            leak_bin.push(if anybody { "elsewhere" } else { "unmatched" });
            continue;
        };
        let here: Vec<usize> = alive().filter(|m| exposable(*m) && agree(leak, &members[*m]) == Some(best)).collect();
        let two = |insurer: usize| {
            let persons: BTreeSet<usize> =
                here.iter().filter(|m| members[**m].party == insurer).map(|m| person[*m]).collect();
            persons.len() > 1
        };
        leak_bin.push(if two(0) || two(1) { "ambiguous" } else { "matched" });
        met.extend(here.into_iter().map(|m| (l, m, best)));
    }

    let scope = |insurer: Option<usize>, operator: Option<usize>| -> Value {
        let inside = |l: usize, m: usize| {
            insurer.is_none_or(|i| members[m].party == i) && operator.is_none_or(|o| leaks[l].party == o)
        };
        let met: Vec<_> = met.iter().filter(|(l, m, _)| inside(*l, *m)).collect();
        let sure: Vec<_> = met.iter().filter(|(l, ..)| leak_bin[*l] == "matched").collect();
        let persons: BTreeSet<usize> = sure.iter().map(|(_, m, _)| person[*m]).collect();
        let sure_ref = &sure;
        let person_ref = &person;
        let of = |p: usize| sure_ref.iter().filter(move |(_, m, _)| person_ref[*m] == p).map(|(_, m, _)| &members[*m]);
        let best = |p: usize| sure.iter().filter(|(_, m, _)| person[*m] == p).map(|(.., s)| s / 2).min();
        let rows: BTreeSet<usize> = met.iter().map(|(_, m, _)| *m).collect();
        let records = (0..leaks.len())
            .filter(|l| leak_bin[*l] != "duplicate" && operator.is_none_or(|o| leaks[*l].party == o))
            .filter(|l| insurer.is_none_or(|i| leaks[*l].insurer == Some(i) || met.iter().any(|(met, ..)| met == l)))
            .count();
        let contracts: BTreeSet<_> =
            sure.iter().filter_map(|(_, m, _)| Some((members[*m].party, members[*m].number()?))).collect();
        let count = |holds: &dyn Fn(usize) -> bool| persons.iter().filter(|p| holds(**p)).count();
        let holder = |p: usize| of(p).any(|m| m.dependant == Some(false));
        json!({
            "persons": {
                "low": count(&|p| best(p).is_some_and(|rule| rule < 2)),
                "estimate": persons.len(),
                "high": rows.len(),
            },
            "records": records,
            "contracts": contracts.len(),
            "policyholders": count(&holder),
            "dependants": count(&|p| !holder(p) && of(p).any(|m| m.dependant == Some(true))),
            "minors": count(&|p| of(p).any(|m| m.date == Some(1))),
            "former": count(&|p| of(p).all(|m| m.former)),
            "deceased": 0,
        })
    };
    let mut cells = BTreeMap::new();
    for (i, insurer) in INSURERS.iter().enumerate() {
        for (o, operator) in OPERATORS.iter().enumerate() {
            cells.insert(format!("{insurer}/{operator}"), scope(Some(i), Some(o)));
        }
    }
    let both = (0..members.len())
        .filter(|p| {
            let by = |o: usize| {
                met.iter().any(|(l, m, _)| person[*m] == *p && leak_bin[*l] == "matched" && leaks[*l].party == o)
            };
            by(0) && by(1)
        })
        .count();
    let bins = |rows: &[Row], bin: &[&str], party: usize, names: &[&str]| -> Value {
        let count = |name: &str| rows.iter().zip(bin).filter(|(r, b)| r.party == party && **b == name).count();
        names
            .iter()
            .map(|name| ((*name).to_owned(), Value::from(count(name))))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let exposed: BTreeSet<usize> = met.iter().map(|(_, m, _)| *m).collect();
    let member_bin: Vec<&str> = (0..members.len())
        .map(|m| match member_bin[m] {
            "alive" if exposed.contains(&m) => "exposed",
            "alive" => "not_exposed",
            other => other,
        })
        .collect();
    const LEAK_BINS: [&str; 6] = ["matched", "ambiguous", "elsewhere", "unmatched", "duplicate", "rejected"];
    const MEMBER_BINS: [&str; 4] = ["exposed", "not_exposed", "duplicate", "rejected"];
    let leak_bins = [0, 1].map(|o| bins(leaks, &leak_bin, o, &LEAK_BINS));
    let member_bins = [0, 1].map(|i| bins(members, &member_bin, i, &MEMBER_BINS));
    json!({
        "all": scope(None, None),
        "insurers": [scope(Some(0), None), scope(Some(1), None)],
        "operators": [scope(None, Some(0)), scope(None, Some(1))],
        "cells": cells,
        "overlap": both,
        "leaks": leak_bins,
        "members": member_bins,
    })
}

// ---- the same figures out of a report ----------------------------------------------------------

fn reported(report: &Value) -> Value {
    let strip = |file: &Value| {
        let mut bins = file.as_object().unwrap().clone();
        for key in ["rows", "path", "operator", "insurer"] {
            bins.remove(key);
        }
        Value::from(bins)
    };
    let mut cells = BTreeMap::new();
    let nothing = json!({
        "persons": {"low": 0, "estimate": 0, "high": 0}, "records": 0, "contracts": 0, "policyholders": 0, "dependants": 0,
        "minors": 0, "former": 0, "deceased": 0,
    });
    for insurer in report["insurers"].as_array().unwrap() {
        for operator in OPERATORS {
            let cell = insurer["operators"].as_array().unwrap().iter().find(|c| c["id"] == operator);
            let name = format!("{}/{operator}", insurer["id"].as_str().unwrap());
            cells.insert(name, cell.map_or(nothing.clone(), |c| c["totals"].clone()));
        }
    }
    let totals = |list: &str| report[list].as_array().unwrap().iter().map(|x| x["totals"].clone()).collect::<Vec<_>>();
    json!({
        "all": report["totals"],
        "insurers": totals("insurers"),
        "operators": totals("operators"),
        "cells": cells,
        "overlap": report["overlaps"][0]["persons"],
        "leaks": report["conservation"]["leaks"].as_array().unwrap().iter().map(strip).collect::<Vec<_>>(),
        "members": report["conservation"]["members"].as_array().unwrap().iter().map(strip).collect::<Vec<_>>(),
    })
}

// ---- rows as files -----------------------------------------------------------------------------

fn nir_text(nir: NirText) -> String {
    match nir {
        NirText::Absent => String::new(),
        NirText::Bare(n) => NIRS[n].to_owned(),
        NirText::Keyed(n) => format!("{}{}", NIRS[n], KEYS[n]),
        // No key is above 97.
        NirText::WrongKey(n) => format!("{}99", NIRS[n]),
    }
}

fn common(row: &Row) -> String {
    let date = row.date.map_or("", |d| if row.other_spelling { DATES[d].1 } else { DATES[d].0 });
    let text = |of: Option<usize>, list: &[&'static str]| of.map_or("", |i| list[i]);
    format!(
        "{};{};{};{};{};{}",
        nir_text(row.nir),
        date,
        row.rank,
        text(row.first, &FIRST),
        text(row.last, &LAST),
        text(row.contract, &CONTRACTS)
    )
}

fn members_csv(rows: &[Row], insurer: usize) -> String {
    let mut csv =
        "nir;birth_date;birth_rank;first_name;last_name;contract_number;own_nir;relation;coverage_end\n".to_owned();
    for row in rows.iter().filter(|r| r.party == insurer) {
        let relation = row.dependant.map_or("", |d| if d { "Ayant droit" } else { "Assuré" });
        let end = if row.former { "2023-12-31" } else { "" };
        csv.push_str(&format!("{};{};{relation};{end}\n", common(row), nir_text(row.own_nir)));
    }
    csv
}

fn leaks_csv(rows: &[Row], operator: usize) -> String {
    let mut csv = "nir;birth_date;birth_rank;first_name;last_name;contract_number;insurer\n".to_owned();
    for row in rows.iter().filter(|r| r.party == operator) {
        let insurer = row.insurer.map_or("", |i| ["a", "Insurer B", "CODE 999"][i]);
        csv.push_str(&format!("{};{insurer}\n", common(row)));
    }
    csv
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_assessment_equals_the_nested_loop(
        mut members in prop::collection::vec(row(), 2..14),
        mut leaks in prop::collection::vec(row(), 2..14),
        serves in any::<[[bool; 2]; 2]>(),
    ) {
        // Each party has a row, so that each file can exist; an operator without any insurer would be refused.
        for party in 0..2 {
            for rows in [&mut members, &mut leaks] {
                rows[party].party = party;
                rows[party].rank = "1";
            }
        }
        for leak in &mut leaks {
            // What a leak does not have.
            (leak.own_nir, leak.dependant, leak.former) = (NirText::Absent, None, false);
        }
        for member in &mut members {
            member.insurer = None;
        }
        // A line without anything in it is no row.
        members.retain(|m| !(common(m) == ";;;;;" && nir_text(m.own_nir).is_empty() && m.dependant.is_none() && !m.former));
        leaks.retain(|l| !(common(l) == ";;;;;" && l.insurer.is_none()));
        assert!(REFERENCE > "20150504");
        let mut run = Run::new().head("max_rejects = 1.0");
        for (i, insurer) in INSURERS.iter().enumerate() {
            let path = format!("members/{insurer}.csv");
            run = run.file(&path, members_csv(&members, i)).members_file(insurer, &path, ", date_order = \"dmy\"");
        }
        for (o, operator) in OPERATORS.iter().enumerate() {
            let path = format!("leaks/{operator}.csv");
            run = run.file(&path, leaks_csv(&leaks, o)).leak_file(operator, &path, "date_order = \"dmy\"");
        }
        for (i, insurer) in INSURERS.iter().enumerate() {
            let by: Vec<&str> = (0..2).filter(|o| serves[*o][i]).map(|o| OPERATORS[o]).collect();
            run = run.served_by(insurer, &by);
        }
        let outcome = run.run().succeeds();
        prop_assert_eq!(reported(outcome.report.as_ref().unwrap()), expected(&members, &leaks, serves));
    }
}
