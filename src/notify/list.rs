//! The list: one line per person, current members first, then former ones, then deceased persons.

use anyhow::Context;
use compact_str::CompactString;
use zeroize::Zeroizing;

use super::Format;
use super::affected::{Addressee, AffectedPerson, Basis, Situation};
use super::channel::{self, ChosenChannel};
use engine::contacts::{Contacts, Row};
use engine::index::{FileIx, OperatorIx};
use engine::read::Col;
use engine::text_table;
use model::error::Result;
use model::incident::{Channel, Field, FieldSet, Id};
use model::said::Lang;
use report::dossier::letter::{self, Variant, yours};
use report::spreadsheet;

/// Column names; the same in all languages.
pub(crate) const COLUMNS: [&str; 13] = [
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
    // Merge fields: which letter the person gets, and the person's own data in its words.
    "variant",
    "exposed_fr",
    "exposed_en",
];

pub(crate) struct List {
    /// Persons who have an identifier in the insurer's files.
    pub lines: Vec<Line>,
    pub unnamed: u64,
    /// (File, row number), sorted.
    pub unnamed_rows: Vec<(FileIx, u64)>,
}

pub(crate) struct Line {
    /// Identifiers of the person at the insurer, in row order; at least one.
    pub ids: Vec<CompactString>,
    pub situation: Situation,
    pub addressee: Addressee,
    /// Identifier of the policyholder, if the letter goes to the policyholder or to a legal representative.
    pub policyholder: Option<CompactString>,
    /// `None` if no declared channel is known to reach the addressee.
    pub channel: Option<ChosenChannel>,
    pub fields: FieldSet,
    /// Operators that lost them, by index.
    pub operators: Vec<OperatorIx>,
    pub basis: Basis,
}

impl List {
    /// Lists persons. `channels` are those of their insurer, in order of preference.
    pub(crate) fn of(channels: &[Channel], persons: Vec<AffectedPerson>, contacts: &Contacts) -> List {
        let mut list = List { lines: Vec::with_capacity(persons.len()), unnamed: 0, unnamed_rows: Vec::new() };
        for person in persons {
            let own = contacts.rows(&person.rows);
            let ids = ids(&own);
            if ids.is_empty() {
                list.unnamed += 1;
                list.unnamed_rows.extend(own.iter().map(|row| (row.file, row.number)));
                continue;
            }
            let holder = contacts.rows(&person.policyholder);
            let policyholder = self::ids(&holder).into_iter().next();
            let channel = match person.addressee {
                Addressee::Nobody => None,
                _ => ChosenChannel::choose(channels, &[holder, own]),
            };
            let AffectedPerson { situation, addressee, fields, operators, basis, .. } = person;
            list.lines.push(Line { ids, situation, addressee, policyholder, channel, fields, operators, basis });
        }
        list.lines.sort_by(|a, b| (a.situation, &a.ids[0]).cmp(&(b.situation, &b.ids[0])));
        list.unnamed_rows.sort_unstable();
        list
    }

    /// Number of identifiers that more than one line has.
    pub(crate) fn ambiguous_ids(&self) -> u64 {
        let mut ids: Vec<&str> = self.lines.iter().flat_map(|line| &line.ids).map(CompactString::as_str).collect();
        ids.sort_unstable();
        ids.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).count() as u64
    }

    /// The unencrypted file; zeroed on drop. `operators` are those of the plan, `letters` the variants of the insurer's letter.
    pub(crate) fn bytes(&self, format: Format, operators: &[Id], letters: &[Variant]) -> Result<Zeroizing<Vec<u8>>> {
        match format {
            Format::Csv => self.csv(operators, letters),
            Format::Parquet => self.parquet(operators, letters),
        }
    }

    fn csv(&self, operators: &[Id], letters: &[Variant]) -> Result<Zeroizing<Vec<u8>>> {
        let mut writer = spreadsheet::writer();
        writer.write_record(COLUMNS).context("a list")?;
        for line in &self.lines {
            writer
                .write_record(line.cells(operators, letters).map(|cell| spreadsheet::harmless(&cell)))
                .context("a list")?;
        }
        Ok(Zeroizing::new(writer.into_inner().map_err(|_| anyhow::anyhow!("a list"))?))
    }

    fn parquet(&self, operators: &[Id], letters: &[Variant]) -> Result<Zeroizing<Vec<u8>>> {
        let mut columns = COLUMNS.map(|name| (name, Vec::with_capacity(self.lines.len())));
        for line in &self.lines {
            for ((_, column), cell) in columns.iter_mut().zip(line.cells(operators, letters)) {
                column.push((!cell.is_empty()).then_some(cell));
            }
        }
        text_table::parquet(columns.into())
    }
}

impl Line {
    /// The cells of a line, in the order of [`COLUMNS`].
    fn cells(&self, operators: &[Id], letters: &[Variant]) -> [String; COLUMNS.len()] {
        let words = |words: Vec<&str>| words.join(" ");
        let operators: Vec<&str> = self.operators.iter().map(|of| operators[usize::from(*of)].as_str()).collect();
        [
            self.ids[0].to_string(),
            self.ids[1..].join(" "),
            self.situation.word().to_owned(),
            self.addressee.word().to_owned(),
            self.policyholder.as_ref().map_or_else(String::new, CompactString::to_string),
            self.channel.map_or("", |chosen| channel::word(chosen.channel)).to_owned(),
            self.channel.map_or("", |chosen| if chosen.known { "yes" } else { "no" }).to_owned(),
            words(self.fields.iter().map(name).collect()),
            operators.join(" "),
            self.basis.word().to_owned(),
            letter::name_of(letters, &operators, self.fields).to_owned(),
            self.in_words(Lang::Fr),
            self.in_words(Lang::En),
        ]
    }

    /// The person's lost fields as the letter names them.
    fn in_words(&self, lang: Lang) -> String {
        self.fields.iter().map(|field| yours(field, lang)).collect::<Vec<&str>>().join(", ")
    }
}

/// Distinct identifiers on a person's rows, in row order.
pub(super) fn ids(rows: &[&Row]) -> Vec<CompactString> {
    let mut ids: Vec<CompactString> = Vec::new();
    for id in rows.iter().filter_map(|row| row.id.as_ref()) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

/// The column name of a field, as in `report.json`.
fn name(field: Field) -> &'static str {
    Col::ALL.into_iter().find(|col| col.field() == Some(field)).map_or("", Col::name)
}
