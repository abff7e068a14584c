//! The list itself: a line for each person, current ones first, then former ones, then the deceased.

use anyhow::Context;
use compact_str::CompactString;
use zeroize::Zeroizing;

use super::Format;
use super::concerned::{Addressee, Basis, Concerned, Situation};
use super::way::{self, Way};
use engine::contacts::{Contacts, Row};
use engine::index::{FileIx, OperatorIx};
use engine::read::Col;
use engine::text_table;
use model::error::Result;
use model::incident::{Channel, Field, FieldSet, Id};
use report::spreadsheet;

/// The headers, the same in every language.
pub(crate) const COLUMNS: [&str; 10] = [
    "member_id",
    "other_member_ids",
    "situation",
    "addressee",
    "policyholder_member_id",
    "channel",
    "channel_known",
    "fields",
    "operators",
    "certainty",
];

pub(crate) struct List {
    /// Those whom the insurer can tell by an identifier.
    pub lines: Vec<Line>,
    pub unnamed: u64,
    /// Their rows: file, and number in it.
    pub unnamed_rows: Vec<(FileIx, u64)>,
}

pub(crate) struct Line {
    /// How the insurer calls the person: at least one identifier, the first row's first.
    pub ids: Vec<CompactString>,
    /// Whether it is still insured.
    pub situation: Situation,
    /// To whom the letter goes.
    pub addressee: Addressee,
    /// How the insurer calls the policyholder, if the letter goes there or to a representative.
    pub policyholder: Option<CompactString>,
    /// Through what; none if nothing is known to reach the addressee.
    pub way: Option<Way>,
    pub fields: FieldSet,
    /// The operators that lost it.
    pub operators: Vec<OperatorIx>,
    pub basis: Basis,
}

impl List {
    /// Lists persons; `channels` are those of their insurer, in its order.
    pub(crate) fn of(channels: &[Channel], persons: Vec<Concerned>, told: &Contacts) -> List {
        let mut list = List { lines: Vec::with_capacity(persons.len()), unnamed: 0, unnamed_rows: Vec::new() };
        for person in persons {
            let own = told.rows(&person.rows);
            let ids = ids(&own);
            if ids.is_empty() {
                list.unnamed += 1;
                list.unnamed_rows.extend(own.iter().map(|row| (row.file, row.number)));
                continue;
            }
            let holder = told.rows(&person.policyholder);
            let policyholder = self::ids(&holder).into_iter().next();
            let way = match person.addressee {
                Addressee::Nobody => None,
                _ => Way::to(channels, &[holder, own]),
            };
            let Concerned { situation, addressee, fields, operators, basis, .. } = person;
            list.lines.push(Line { ids, situation, addressee, policyholder, way, fields, operators, basis });
        }
        list.lines.sort_by(|a, b| (a.situation, &a.ids[0]).cmp(&(b.situation, &b.ids[0])));
        list.unnamed_rows.sort_unstable();
        list
    }

    /// How many identifiers several lines have.
    pub(crate) fn ambiguous_ids(&self) -> u64 {
        let mut ids: Vec<&str> = self.lines.iter().flat_map(|line| &line.ids).map(CompactString::as_str).collect();
        ids.sort_unstable();
        ids.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).count() as u64
    }

    /// The list as a file in clear, wiped when it is dropped.
    pub(crate) fn bytes(&self, format: Format, operators: &[Id]) -> Result<Zeroizing<Vec<u8>>> {
        match format {
            Format::Csv => self.csv(operators),
            Format::Parquet => self.parquet(operators),
        }
    }

    fn csv(&self, operators: &[Id]) -> Result<Zeroizing<Vec<u8>>> {
        let mut writer = spreadsheet::writer();
        writer.write_record(COLUMNS).context("a list")?;
        for line in &self.lines {
            writer.write_record(line.cells(operators).map(|cell| spreadsheet::harmless(&cell))).context("a list")?;
        }
        Ok(Zeroizing::new(writer.into_inner().map_err(|_| anyhow::anyhow!("a list"))?))
    }

    fn parquet(&self, operators: &[Id]) -> Result<Zeroizing<Vec<u8>>> {
        let mut columns = COLUMNS.map(|name| (name, Vec::with_capacity(self.lines.len())));
        for line in &self.lines {
            for ((_, column), cell) in columns.iter_mut().zip(line.cells(operators)) {
                column.push((!cell.is_empty()).then_some(cell));
            }
        }
        text_table::parquet(columns.into())
    }
}

impl Line {
    /// As many as [`COLUMNS`].
    fn cells(&self, operators: &[Id]) -> [String; COLUMNS.len()] {
        let words = |words: Vec<&str>| words.join(" ");
        [
            self.ids[0].to_string(),
            self.ids[1..].join(" "),
            self.situation.word().to_owned(),
            self.addressee.word().to_owned(),
            self.policyholder.as_ref().map_or_else(String::new, CompactString::to_string),
            self.way.map_or("", |way| way::word(way.channel)).to_owned(),
            self.way.map_or("", |way| if way.known { "yes" } else { "no" }).to_owned(),
            words(self.fields.iter().map(name).collect()),
            words(self.operators.iter().map(|operator| operators[usize::from(*operator)].as_str()).collect()),
            self.basis.word().to_owned(),
        ]
    }
}

/// The distinct identifiers on a person's rows, in their order.
fn ids(rows: &[&Row]) -> Vec<CompactString> {
    let mut ids: Vec<CompactString> = Vec::new();
    for id in rows.iter().filter_map(|row| row.id.as_ref()) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

/// A field by the name of its column: the one that report.json has.
fn name(field: Field) -> &'static str {
    Col::ALL.into_iter().find(|col| col.field() == Some(field)).map_or("", Col::name)
}
