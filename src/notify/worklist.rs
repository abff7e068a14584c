//! `ampleur notify --doubtful`: the leaked rows that may be about an insurer's members, for a person to decide.
//!
//! One line for each such row and member: a match that is only possible, ambiguous or of a household, or a row that matches nobody and
//! resembles a member. Each line ends with the decision as the incident file takes it.

use std::collections::BTreeMap;

use anyhow::Context;
use compact_str::CompactString;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Format, ListRecord, Origin, WithoutId, coverage, list};
use engine::contacts::Contacts;
use engine::index::{FileIx, InsurerIx, LeakIx, MemberIx, PersonIx};
use engine::link::LeakBin;
use engine::numbers;
use engine::plan::Plan;
use engine::stages::Linked;
use engine::text_table;
use model::error::Result;
use model::incident::DecidedRow;
use model::rule::{Near, Strength};
use model::said::Lang;
use report::{Words, spreadsheet};

pub(super) const SCHEMA: &str = "ampleur/worklist/1";

/// Column names; the same in all languages.
pub(crate) const COLUMNS: [&str; 12] = [
    "file",
    "row",
    "operator",
    "bin",
    "rule",
    "difference",
    "why_fr",
    "why_en",
    "candidates",
    "member_id",
    "other_member_ids",
    // The line of the incident file: `true` or `false` is the decision.
    "decided",
];

/// Record of a worklist. It identifies nobody.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Worklist {
    /// Always `ampleur/worklist/1`.
    pub schema: String,
    #[serde(flatten)]
    pub origin: Origin,
    /// The list.
    pub list: ListRecord,
    /// Leaked rows in the list, by what leaves them in doubt.
    pub rows: Rows,
    /// Persons of the insurer who have no identifier in its files: their lines are left out.
    pub without_id: WithoutId,
}

/// Leaked rows of a worklist.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Rows {
    /// Match one member, by a rule that is only possible.
    pub doubtful: u64,
    /// Match two members or more.
    pub ambiguous: u64,
    /// Match by a NIR, number or contact alone.
    pub household: u64,
    /// Match nobody, and resemble a member.
    pub near: u64,
}

impl Rows {
    pub(crate) fn all(&self) -> u64 {
        self.doubtful + self.ambiguous + self.household + self.near
    }
}

/// Why a row is near a member.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Matched(Strength),
    Near(Near),
}

/// A leaked row and a member.
pub(super) struct Line {
    file: FileIx,
    row: u64,
    bin: LeakBin,
    why: Why,
    candidates: u64,
    ids: Vec<CompactString>,
}

/// The lines of an insurer.
pub(super) struct Lines {
    pub lines: Vec<Line>,
    pub rows: Rows,
    pub without_id: WithoutId,
}

/// The rows in doubt at an insurer, with the persons whom they may be about.
pub(super) fn lines(plan: &Plan, linked: &Linked, insurer: InsurerIx) -> Result<Lines> {
    let members = &linked.members;
    let is_here = |member: MemberIx| members.row(member).insurer == insurer;
    let in_doubt =
        |leak: LeakIx| matches!(linked.bin(leak), LeakBin::Doubtful | LeakBin::Ambiguous | LeakBin::Household);
    let matched = linked.pairs().filter(|(leak, ..)| in_doubt(*leak));
    let matched = matched.map(|(leak, member, strength)| (leak, member, Why::Matched(strength)));
    let near = linked.near().map(|(leak, member, near)| (leak, member, Why::Near(near)));
    let mut persons: BTreeMap<(LeakIx, PersonIx), Why> = BTreeMap::new();
    for (leak, member, why) in matched.chain(near).filter(|(_, member, _)| is_here(*member)) {
        let known = persons.entry((leak, members.person(member))).or_insert(why);
        *known = (*known).min(why);
    }
    let mut rows: BTreeMap<PersonIx, Vec<MemberIx>> = persons.keys().map(|(_, person)| (*person, Vec::new())).collect();
    for member in members.counting(insurer) {
        if let Some(of_person) = rows.get_mut(&members.person(member)) {
            of_person.push(member);
        }
    }
    let contacts = Contacts::read(plan, members, rows.values().flatten().copied().collect())?;
    let mut leaks: Vec<LeakIx> = persons.keys().map(|(leak, _)| *leak).collect();
    leaks.dedup();
    let places = numbers::of_leaks(plan, &linked.leaks, &leaks)?;

    let mut found = Lines { lines: Vec::new(), rows: Rows::default(), without_id: WithoutId::default() };
    let mut unnamed = Vec::new();
    let persons: Vec<((LeakIx, PersonIx), Why)> = persons.into_iter().collect();
    let declared = &plan.incident.insurers[&plan.insurers[usize::from(insurer)]];
    let is_decided = |file: FileIx, row: u64, ids: &[CompactString]| {
        let file = &plan.leaks[usize::from(file)].source.shown;
        let here =
            |of: &&DecidedRow| of.row == row && of.file == *file && ids.iter().any(|id| id == of.member_id.trim());
        declared.decided.iter().any(|of| here(&of))
    };
    for (of_leak, (file, row)) in persons.chunk_by(|a, b| a.0.0 == b.0.0).zip(places) {
        let bin = linked.bin(of_leak[0].0.0);
        let before = found.lines.len() + unnamed.len();
        for ((_, person), why) in of_leak {
            let own = contacts.rows(&rows[person]);
            match list::ids(&own) {
                ids if ids.is_empty() => unnamed.extend(own.iter().map(|row| (*person, row.file, row.number))),
                ids if is_decided(file, row, &ids) => {}
                ids => found.lines.push(Line { file, row, bin, why: *why, candidates: of_leak.len() as u64, ids }),
            }
        }
        if found.lines.len() + unnamed.len() > before {
            found.rows.count(bin);
        }
    }
    unnamed.sort_unstable();
    unnamed.dedup();
    let mut rows: Vec<(FileIx, u64)> = unnamed.iter().map(|(_, file, row)| (*file, *row)).collect();
    rows.sort_unstable();
    unnamed.dedup_by_key(|(person, ..)| *person);
    found.without_id = WithoutId { persons: unnamed.len() as u64, files: coverage::by_file(plan, &rows) };
    found.lines.sort_by(|a, b| (a.file, a.row, a.why, &a.ids).cmp(&(b.file, b.row, b.why, &b.ids)));
    Ok(found)
}

impl Rows {
    fn count(&mut self, bin: LeakBin) {
        match bin {
            LeakBin::Doubtful => self.doubtful += 1,
            LeakBin::Ambiguous => self.ambiguous += 1,
            LeakBin::Household => self.household += 1,
            _ => self.near += 1,
        }
    }
}

impl Lines {
    /// The unencrypted file; zeroed on drop.
    pub(super) fn bytes(&self, format: Format, plan: &Plan) -> Result<Zeroizing<Vec<u8>>> {
        let cells = self.lines.iter().map(|line| line.cells(plan));
        match format {
            Format::Csv => {
                let mut writer = spreadsheet::writer();
                writer.write_record(COLUMNS).context("a worklist")?;
                for cells in cells {
                    let cells = cells.map(|cell| spreadsheet::harmless(&cell));
                    writer.write_record(cells).context("a worklist")?;
                }
                Ok(Zeroizing::new(writer.into_inner().map_err(|_| anyhow::anyhow!("a worklist"))?))
            }
            Format::Parquet => {
                let mut columns = COLUMNS.map(|name| (name, Vec::with_capacity(self.lines.len())));
                for cells in cells {
                    for ((_, column), cell) in columns.iter_mut().zip(cells) {
                        column.push((!cell.is_empty()).then_some(cell));
                    }
                }
                text_table::parquet(columns.into())
            }
        }
    }
}

impl Line {
    /// In the order of [`COLUMNS`].
    fn cells(&self, plan: &Plan) -> [String; COLUMNS.len()] {
        let input = &plan.leaks[usize::from(self.file)];
        let file = input.source.shown.clone();
        let (rule, difference) = match self.why {
            Why::Matched(strength) => (strength.rule().id(), strength.difference().map_or("", |of| of.id())),
            Why::Near(near) => (near.id(), ""),
        };
        let bin = match self.bin {
            LeakBin::Doubtful => "doubtful",
            LeakBin::Ambiguous => "ambiguous",
            LeakBin::Household => "household",
            _ => "near",
        };
        let id = self.ids[0].to_string();
        let (row, why) = (self.row, None);
        let decided = DecidedRow { file, row, member_id: id.clone(), same_person: true, why };
        let line = decided.line();
        [
            decided.file,
            self.row.to_string(),
            plan.party(input).map_or_else(String::new, ToString::to_string),
            bin.to_owned(),
            rule.to_owned(),
            difference.to_owned(),
            self.why.in_words(Lang::Fr),
            self.why.in_words(Lang::En),
            self.candidates.to_string(),
            id,
            self.ids[1..].join(" "),
            line,
        ]
    }
}

impl Why {
    fn in_words(self, lang: Lang) -> String {
        let words = Words::of(lang);
        match self {
            Why::Matched(strength) => words.strength_short(strength.rule(), strength.difference()),
            Why::Near(near) => words.near_short(near).to_owned(),
        }
    }
}
