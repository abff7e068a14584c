//! Small populations and what leaked of them, as rows and as files.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::harness::{Outcome, Run};

/// A woman's of October 1995, a man's of January 1980, a man's of January 1975, and the first with one other digit.
pub const NIRS: [&str; 4] = ["2951099126111", "1800199126111", "1750175056222", "2951099126121"];
const KEYS: [&str; 4] = ["93", "55", "27", "83"];
/// The first three; then one digit of the first, day and month of the second, the day of the third unknown, eleven days after the
/// first and the third, and one digit beside eleven days after the first.
pub const DATES: [&str; 9] = [
    "1995-10-03",
    "2015-05-04",
    "1980-01-20",
    "1995-10-13",
    "2015-04-05",
    "1980-01-01",
    "1995-10-14",
    "1980-01-31",
    "1995-10-24",
];
const FIRST: [&str; 7] =
    ["Éléonore", "ELEONORE Marie", "Thomas", "Eleonor", "Eleonore-Anne", "ELEONOREMARIE", "Durandal"];
pub const FULL_FIRST: [&str; 7] =
    ["ELEONORE", "ELEONORE MARIE", "THOMAS", "ELEONOR", "ELEONORE ANNE", "ELEONOREMARIE", "DURANDAL"];
const LAST: [&str; 5] = ["Béranger-Lafont", "DURANDAL", "DE BERANGERLAFONT", "Durendal", "Thomas"];
pub const FULL_LAST: [&str; 5] = ["BERANGER LAFONT", "DURANDAL", "DE BERANGERLAFONT", "DURENDAL", "THOMAS"];
const CONTRACTS: [&str; 4] = ["0001234567", "1234567", "C-765 4321", "1234576"];
pub const NUMBERS: [&str; 4] = ["0001234567", "1234567", "C7654321", "1234576"];
/// The first two are one, and the third shares its telephone with the next two; the last is none.
const CONTACTS: [&str; 6] = [
    "Jeanne@Exemple.invalid;",
    "jeanne@exemple.invalid;",
    "autre@exemple.invalid;06 39 98 12 34",
    ";+33 (0)6.39.98.12.34",
    ";0639981234",
    ";",
];
pub const FULL_CONTACTS: [&[&str]; 5] =
    [&["jeanne"], &["jeanne"], &["autre", "telephone"], &["telephone"], &["telephone"]];
/// The first two are one; the last is none.
const ADDRESSES: [&str; 5] = [
    "12 bis, rue Victor Hugo;75011",
    "12 Avenue V. HUGO, 75011 Paris;",
    "14 rue Victor Hugo;75011",
    "Le Bourg;29200",
    ";",
];
pub const FULL_ADDRESSES: [&str; 4] = ["12 hugo", "12 hugo", "14 hugo", "bourg"];
pub const INSURERS: [&str; 3] = ["a", "b", "c"];
pub const OPERATORS: [&str; 3] = ["x", "y", "z"];
pub const MANAGERS: [&str; 2] = ["m1", "m2"];

/// A number as a row writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NirText {
    Absent,
    Bare(usize),
    Keyed(usize),
    WrongKey(usize),
}

impl NirText {
    /// The number, whether it is used as a NIR or not.
    pub fn number(self) -> Option<usize> {
        match self {
            NirText::Absent => None,
            NirText::Bare(n) | NirText::Keyed(n) | NirText::WrongKey(n) => Some(n),
        }
    }
}

/// What a row holds. Indexes are into the lists above.
#[derive(Clone, Debug)]
pub struct Row {
    /// Insurer of a member row, operator of a leaked one.
    pub party: usize,
    pub nir: NirText,
    pub own_nir: NirText,
    /// Below 100 one of [`DATES`]; from there on a day of January 1960.
    pub date: Option<usize>,
    /// As written: "", "0", "1", "2", "12".
    pub rank: &'static str,
    pub first: Option<usize>,
    pub last: Option<usize>,
    pub birth_name: Option<usize>,
    pub contract: Option<usize>,
    /// Of another kind, in the same list.
    pub customer: Option<usize>,
    /// "", "M.", "Mme", "Dr".
    pub civility: &'static str,
    /// Of a member.
    pub dependant: Option<bool>,
    pub start: &'static str,
    pub end: &'static str,
    /// "", "m1", "Manager m2", "ailleurs".
    pub manager: &'static str,
    pub managed_since: &'static str,
    /// "", "OR", "argent".
    pub product: &'static str,
    /// Of a leaked row: none, an insurer, or a code nobody knows (3).
    pub insurer: Option<usize>,
    pub contact: Option<usize>,
    pub address: Option<usize>,
}

/// A perimeter: what it says and which of the menu of conditions it has.
#[derive(Clone, Copy, Debug)]
pub struct Perimeter {
    pub insurer: usize,
    pub operator: usize,
    pub status: &'static str,
    pub conditions: usize,
}

/// Conditions as an incident file writes them; [`super::expected`] has the same list in its own words.
const CONDITIONS: [&str; 8] = [
    "",
    "managed_by = \"m1\"",
    "covered_on = 2024-01-01",
    "covered_between = { from = 2024-01-10, to = 2024-02-01 }",
    "managed_since = 2022-01-01",
    "contracts = [\"1 234 567\", \"Or\"]",
    "products = [\"Argent\"]",
    "managed_by = \"m2\"\nany_of = [{ covered_on = 2024-01-01 }, { managed_since = 2022-01-01, products = [\"OR\"] }]",
];

#[derive(Clone, Debug)]
pub struct World {
    pub members: Vec<Row>,
    pub leaks: Vec<Row>,
    /// By operator, then insurer.
    pub serves: [[bool; 3]; 3],
    pub perimeters: Vec<Perimeter>,
    /// Thirteen more rows with the first NIR and as many birth dates: among members, among leaks.
    pub fillers: [bool; 2],
    /// So many rows of the first member's contract, without a NIR, of one person each.
    pub company: usize,
    /// The share of chance that a rule may have: as it is by default, or so large that everything counts.
    pub max_chance: f64,
    /// Whether nobody is recognised at two insurers.
    pub apart: bool,
}

fn row() -> impl Strategy<Value = Row> {
    let nir = || {
        prop_oneof![
            1 => Just(NirText::Absent),
            4 => (0..4usize).prop_map(NirText::Bare),
            3 => (0..4usize).prop_map(NirText::Keyed),
            1 => (0..4usize).prop_map(NirText::WrongKey),
        ]
    };
    let own = prop_oneof![4 => Just(NirText::Absent), 1 => nir()];
    let date = prop_oneof![1 => Just(None), 5 => (0..3usize).prop_map(Some), 3 => (3..9usize).prop_map(Some)];
    let rank = prop_oneof![4 => Just(""), 1 => Just("0"), 3 => Just("1"), 2 => Just("2"), 1 => Just("12")];
    let first = prop_oneof![2 => Just(None), 4 => (0..3usize).prop_map(Some), 3 => (3..7usize).prop_map(Some)];
    let last = prop_oneof![1 => Just(None), 3 => (0..2usize).prop_map(Some), 2 => (2..5usize).prop_map(Some)];
    let birth_name = prop_oneof![4 => Just(None), 1 => (0..5usize).prop_map(Some)];
    let contract = prop_oneof![3 => Just(None), 3 => (0..4usize).prop_map(Some)];
    let civility = prop_oneof![4 => Just(""), 2 => Just("M."), 2 => Just("Mme"), 1 => Just("Dr")];
    let dependant = prop_oneof![1 => Just(None), 2 => Just(Some(false)), 2 => Just(Some(true))];
    let start = prop_oneof![1 => Just(""), 2 => Just("2020-01-01"), 1 => Just("2024-01-15")];
    let end = prop_oneof![2 => Just(""), 1 => Just("2023-12-31"), 1 => Just("2024-02-07")];
    let manager = prop_oneof![3 => Just(""), 2 => Just("m1"), 2 => Just("Manager m2"), 1 => Just("ailleurs")];
    let since = prop_oneof![2 => Just(""), 1 => Just("2021-12-31"), 1 => Just("2022-01-01")];
    let product = prop_oneof![2 => Just(""), 1 => Just("OR"), 1 => Just("argent")];
    let insurer = prop_oneof![4 => Just(None), 5 => (0..3usize).prop_map(Some), 1 => Just(Some(3))];
    let identity = (0..3usize, nir(), own, date, rank, first, last, birth_name);
    let contact = prop_oneof![3 => Just(None), 2 => (0..5usize).prop_map(Some)];
    let customer = prop_oneof![3 => Just(None), 1 => (0..4usize).prop_map(Some)];
    let address = prop_oneof![3 => Just(None), 2 => (0..4usize).prop_map(Some)];
    let rest =
        (contract, civility, dependant, (start, end), manager, since, product, (insurer, contact, address, customer));
    (identity, rest).prop_map(|(identity, rest)| {
        let (party, nir, own_nir, date, rank, first, last, birth_name) = identity;
        let (
            contract,
            civility,
            dependant,
            (start, end),
            manager,
            managed_since,
            product,
            (insurer, contact, address, customer),
        ) = rest;
        Row {
            party,
            nir,
            own_nir,
            date,
            rank,
            first,
            last,
            birth_name,
            contract,
            customer,
            civility,
            dependant,
            start,
            end,
            manager,
            managed_since,
            product,
            insurer,
            contact,
            address,
        }
    })
}

fn perimeter() -> impl Strategy<Value = Perimeter> {
    let status = prop_oneof![2 => Just("exposed"), 1 => Just("not_concerned"), 1 => Just("not_established")];
    (0..3usize, 0..3usize, status, 0..CONDITIONS.len()).prop_map(|(insurer, operator, status, conditions)| Perimeter {
        insurer,
        operator,
        status,
        conditions,
    })
}

pub fn any_world() -> impl Strategy<Value = World> {
    let rows = || prop::collection::vec(row(), 3..16);
    let perimeters = prop_oneof![Just(Vec::new()), prop::collection::vec(perimeter(), 1..4)];
    let fillers = prop_oneof![6 => Just([false; 2]), 1 => any::<[bool; 2]>()];
    let company = prop_oneof![6 => Just(0), 1 => 9..14usize];
    let max_chance = prop_oneof![Just(0.05), Just(0.75)];
    let apart = prop_oneof![3 => Just(false), 1 => Just(true)];
    (rows(), rows(), any::<[[bool; 3]; 3]>(), perimeters, fillers, company, max_chance, apart).prop_map(
        |(members, leaks, serves, perimeters, fillers, company, max_chance, apart)| World {
            members,
            leaks,
            serves,
            perimeters,
            fillers,
            company,
            max_chance,
            apart,
        },
    )
}

impl World {
    /// The world as an incident can have it.
    pub fn settled(mut self) -> World {
        // Each party has a row, so that each file can exist.
        for party in 0..3 {
            for rows in [&mut self.members, &mut self.leaks] {
                rows[party].party = party;
                rows[party].rank = "1";
            }
        }
        for leak in &mut self.leaks {
            // What a leak does not have.
            (leak.own_nir, leak.dependant) = (NirText::Absent, None);
            (leak.start, leak.end, leak.manager, leak.managed_since, leak.product) = ("", "", "", "", "");
        }
        for member in &mut self.members {
            member.insurer = None;
        }
        for (rows, filled) in [&mut self.members, &mut self.leaks].into_iter().zip(self.fillers) {
            if filled {
                let first = Row { nir: NirText::Bare(0), ..rows[0].clone() };
                rows.extend((0..13).map(|day| Row { date: Some(100 + day), ..first.clone() }));
            }
        }
        let first = Row { nir: NirText::Absent, own_nir: NirText::Absent, ..self.members[0].clone() };
        let of_company = (0..self.company).map(|day| Row { date: Some(100 + day), ..first.clone() });
        self.members.extend(of_company.collect::<Vec<Row>>());
        // A line without anything in it is no row.
        self.members.retain(|m| member_line(m).chars().any(|c| c != ';'));
        self.leaks.retain(|l| leak_line(l).chars().any(|c| c != ';'));
        for perimeter in self.perimeters.iter().filter(|p| p.status == "exposed") {
            self.serves[perimeter.operator][perimeter.insurer] = true;
        }
        self
    }

    /// The program's own assessment.
    pub fn run(&self) -> Outcome {
        let across = if self.apart { "\nacross_insurers = \"apart\"" } else { "" };
        let mut run = Run::new()
            .head(&format!("max_rejects = 1.0\nmax_chance = {}{across}", self.max_chance))
            .operators_declare("exposed = [\"last_name\", \"nir\", \"insurer\"]\nnot_exposed = [\"email\", \"phone\"]");
        for (i, insurer) in INSURERS.iter().enumerate() {
            let path = format!("members/{insurer}.csv");
            let rows = self.members.iter().filter(|m| m.party == i).map(member_line);
            run = run.file(&path, csv(MEMBER_COLUMNS, rows)).members_file(insurer, &path, ", date_order = \"dmy\"");
        }
        for (o, operator) in OPERATORS.iter().enumerate() {
            let path = format!("leaks/{operator}.csv");
            let rows = self.leaks.iter().filter(|l| l.party == o).map(leak_line);
            run = run.file(&path, csv(LEAK_COLUMNS, rows)).leak_file(operator, &path, "date_order = \"dmy\"");
        }
        for (i, insurer) in INSURERS.iter().enumerate() {
            let by: Vec<&str> = (0..3).filter(|o| self.serves[*o][i]).map(|o| OPERATORS[o]).collect();
            run = run.served_by(insurer, &by);
        }
        for p in &self.perimeters {
            let lines = format!(
                "operator = \"{}\"\nstatus = \"{}\"\n{}",
                OPERATORS[p.operator], p.status, CONDITIONS[p.conditions]
            );
            run = run.perimeter(INSURERS[p.insurer], &lines);
        }
        for manager in MANAGERS {
            run = run.manager(manager);
        }
        // A few rows of anything are soon a column of which nothing can be read.
        run.run().ends_as_it_found()
    }
}

const COMMON_COLUMNS: &str = "nir;birth_date;birth_rank;first_name;last_name;birth_name;contract_number;customer_number;civility;email;phone;adresse;code_postal";
const MEMBER_COLUMNS: &str = "own_nir;relation;coverage_start;coverage_end;manager;managed_since;product";
const LEAK_COLUMNS: &str = "insurer";

fn csv(columns: &str, rows: impl Iterator<Item = String>) -> String {
    let mut csv = format!("{COMMON_COLUMNS};{columns}\n");
    rows.for_each(|row| csv.push_str(&(row + "\n")));
    csv
}

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
    let date = match row.date {
        None => String::new(),
        Some(day @ 100..) => format!("1960-01-{:02}", day - 99),
        // The same day in another spelling, where the row is a man's.
        Some(n) if row.civility == "M." => {
            let parts: Vec<&str> = DATES[n].split('-').collect();
            format!("{}/{}/{}", parts[2], parts[1], parts[0])
        }
        Some(n) => DATES[n].to_owned(),
    };
    let text = |of: Option<usize>, list: &[&'static str]| of.map_or("", |i| list[i]);
    [
        &nir_text(row.nir),
        &date,
        row.rank,
        text(row.first, &FIRST),
        text(row.last, &LAST),
        text(row.birth_name, &LAST),
        text(row.contract, &CONTRACTS),
        text(row.customer, &CONTRACTS),
        row.civility,
        text(row.contact.or(Some(5)), &CONTACTS),
        text(row.address.or(Some(4)), &ADDRESSES),
    ]
    .join(";")
}

fn member_line(row: &Row) -> String {
    let relation = row.dependant.map_or("", |d| if d { "Ayant droit" } else { "Assuré" });
    let own = nir_text(row.own_nir);
    [&common(row), &own, relation, row.start, row.end, row.manager, row.managed_since, row.product].join(";")
}

fn leak_line(row: &Row) -> String {
    let insurer = row.insurer.map_or("", |i| ["a", "Insurer b", "C", "CODE 999"][i]);
    [&common(row), insurer].join(";")
}

impl Row {
    /// The number a text stands for, if it can be read.
    pub fn readable(nir: NirText) -> Option<usize> {
        match nir {
            NirText::Bare(n) | NirText::Keyed(n) => Some(n),
            NirText::Absent | NirText::WrongKey(_) => None,
        }
    }

    /// All numbers it has.
    pub fn nirs(&self) -> BTreeSet<usize> {
        [self.nir, self.own_nir].into_iter().filter_map(Row::readable).collect()
    }
}
