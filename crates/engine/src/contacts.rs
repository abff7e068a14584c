//! Reads identifiers and the presence of contact details from member files.
//!
//! Linking keeps no identifier, so that the files are read again. Only the insurer's own identifier of a person is
//! returned; of an address or a number, only whether there is one.

use std::ops::Range;

use compact_str::CompactString;
use polars::prelude::StringChunked;

use crate::identity::{CanonBatch, is_filled};
use crate::index::{FileIx, MemberIx};
use crate::intake::{self, Consumer};
use crate::link::Members;
use crate::member_ids::Disclosures;
use crate::plan::Plan;
use crate::read::{Col, RawBatch, Source};
use model::error::{self, Problem, Result};
use model::incident::Channel;

/// The column that each personal channel needs.
const CONTACTS: [(Channel, Col); 3] =
    [(Channel::Email, Col::Email), (Channel::Sms, Col::Phone), (Channel::Letter, Col::PostalAddress)];

/// The rows that were read again.
pub struct Contacts {
    asked: Vec<MemberIx>,
    rows: Vec<Row>,
}

/// One member row.
pub struct Row {
    /// The member file that the row is in.
    pub file: FileIx,
    /// Row number in the user's file.
    pub number: u64,
    /// The insurer's identifier of the person, if the row has one.
    pub id: Option<CompactString>,
    /// In the order of `CONTACTS`.
    contacts: [Contact; CONTACTS.len()],
}

/// Whether a row has contact details for a channel.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    /// The cell has a value.
    Filled,
    /// The cell is empty.
    Empty,
    /// The file has no such column.
    NoColumn,
}

impl Row {
    /// Whether the row has the contact details that a channel needs; none for a channel that addresses the public.
    pub fn contact(&self, channel: Channel) -> Option<Contact> {
        CONTACTS.iter().position(|(other, _)| *other == channel).map(|i| self.contacts[i])
    }
}

impl Contacts {
    /// Reads the given member rows again, in any order.
    pub fn read(plan: &Plan, members: &Members, mut asked: Vec<MemberIx>) -> Result<Contacts> {
        asked.sort_unstable();
        asked.dedup();
        let mut rows = Vec::with_capacity(asked.len());
        for file in FileIx::all(plan.members.len()) {
            // Row indices run through all files, in order.
            let Range { start: begin, end } = members.of_file(file);
            let of_file = asked.partition_point(|row| *row < begin)..asked.partition_point(|row| *row < end);
            let places: Vec<u32> = asked[of_file].iter().map(|row| row.0 - begin.0).collect();
            if !places.is_empty() {
                rows.extend(read_file(plan, file, u64::from(end.0 - begin.0), &places)?);
            }
        }
        Ok(Contacts { asked, rows })
    }

    /// The given rows, in the order of `rows`.
    pub fn rows(&self, rows: &[MemberIx]) -> Vec<&Row> {
        rows.iter().filter_map(|row| self.asked.binary_search(row).ok()).map(|place| &self.rows[place]).collect()
    }
}

/// Reads rows of a file again. `height` is the number of rows that it had when it was linked; `asked` are sorted
/// positions in the file.
fn read_file(plan: &Plan, file: FileIx, height: u64, asked: &[u32]) -> Result<Vec<Row>> {
    let source = &plan.members[usize::from(file)].source;
    let Some(header) = source.mapping.header(Col::MemberId).filter(|_| source.has_values(Col::MemberId)) else {
        return Err(no_member_id(source).into());
    };
    let mut wanted =
        Wanted { file, asked, rows: Vec::with_capacity(asked.len()), before: 0, disclosures: Disclosures::default() };
    let record = intake::stream(source, plan.incident.reference_date.0, &mut wanted)?;
    match wanted.disclosures.found() {
        _ if record.rows != height => Err(error::changed_while_read(&source.shown).into()),
        Some((what, rows)) => Err(error::member_id_discloses(&source.shown, header, what, rows).into()),
        None => Ok(wanted.rows),
    }
}

/// Collects the requested rows while a file is read.
struct Wanted<'a> {
    file: FileIx,
    /// Sorted positions in the file.
    asked: &'a [u32],
    /// The requested rows read so far.
    rows: Vec<Row>,
    /// Number of rows read so far.
    before: u32,
    /// What the identifiers of the file give away.
    disclosures: Disclosures,
}

impl Consumer for Wanted<'_> {
    type Piece = Piece;

    fn make(&self, _: intake::Place, raw: &RawBatch, canonical: &mut CanonBatch) -> Piece {
        Piece::of(raw, canonical)
    }

    fn take(&mut self, pieces: Vec<Piece>) -> Result<()> {
        for piece in pieces {
            let end = self.before + piece.numbers.len() as u32;
            for place in self.asked[self.rows.len()..].iter().take_while(|place| **place < end) {
                let i = (place - self.before) as usize;
                self.rows.push(piece.row(self.file, i));
            }
            self.before = end;
            self.disclosures.add(&piece.disclosures);
        }
        Ok(())
    }
}

/// The error for a member file without the insurer's identifiers.
pub fn no_member_id(source: &Source) -> Problem {
    error::no_member_id(&source.shown, source.exchange().is_some())
}

/// The cells of some rows that may be requested.
struct Piece {
    numbers: Vec<u64>,
    ids: Option<StringChunked>,
    /// In the order of `CONTACTS`. An address may be spread over several columns.
    contacts: [Vec<StringChunked>; CONTACTS.len()],
    disclosures: Disclosures,
}

impl Piece {
    fn of(raw: &RawBatch, canonical: &mut CanonBatch) -> Piece {
        let columns =
            |wanted: Col| raw.columns().filter(move |(col, _)| *col == wanted).map(|(_, column)| column.clone());
        Piece {
            numbers: raw.rows().to_vec(),
            ids: raw.column(Col::MemberId).cloned(),
            contacts: CONTACTS.map(|(_, col)| columns(col).collect()),
            disclosures: raw
                .column(Col::MemberId)
                .map_or_else(Disclosures::default, |ids| Disclosures::of(ids, canonical)),
        }
    }

    fn id(&self, i: usize) -> Option<&str> {
        self.ids.as_ref()?.get(i).map(str::trim).filter(|id| !id.is_empty())
    }

    fn row(&self, file: FileIx, i: usize) -> Row {
        let contact = |columns: &Vec<StringChunked>| match () {
            () if columns.iter().any(|column| is_filled(column.get(i))) => Contact::Filled,
            () if columns.is_empty() => Contact::NoColumn,
            () => Contact::Empty,
        };
        Row {
            file,
            number: self.numbers[i],
            id: self.id(i).map(CompactString::from),
            contacts: self.contacts.each_ref().map(contact),
        }
    }
}
