//! What member files tell of rows: how the insurer calls the person, and whether a contact stands there.
//!
//! Linking keeps no identifier, so the files are read again. Nothing but the insurer's own identifier leaves a row; of an
//! address or a number only that there is one.

use std::ops::Range;

use compact_str::CompactString;
use polars::prelude::StringChunked;

use crate::identity::{CanonBatch, Filed, NirKind, at, is_filled};
use crate::index::{FileIx, MemberIx};
use crate::intake::{self, Consumer};
use crate::link::Members;
use crate::plan::Plan;
use crate::read::{Col, RawBatch, Source};
use model::error::{self, Problem, Result};
use model::incident::Channel;

/// What each channel that reaches one person needs.
const CONTACTS: [(Channel, Col); 3] =
    [(Channel::Email, Col::Email), (Channel::Sms, Col::Phone), (Channel::Letter, Col::PostalAddress)];

/// What is told of the rows that were asked for.
pub struct Contacts {
    asked: Vec<MemberIx>,
    rows: Vec<Row>,
}

/// One member row.
pub struct Row {
    /// The member file that the row is in.
    pub file: FileIx,
    /// Its number in the user's file.
    pub number: u64,
    /// How the insurer calls the person; none if the row does not say.
    pub id: Option<CompactString>,
    /// In the order of `CONTACTS`.
    contacts: [Contact; CONTACTS.len()],
}

/// Whether a row tells a contact.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    /// Something stands there.
    Filled,
    /// Nothing does.
    Empty,
    /// The file has no such column: nobody can tell.
    NoColumn,
}

impl Row {
    /// What the row tells of the contact that a channel needs; none for a channel that is for all.
    pub fn contact(&self, channel: Channel) -> Option<Contact> {
        CONTACTS.iter().position(|(of, _)| *of == channel).map(|i| self.contacts[i])
    }
}

impl Contacts {
    /// Reads these member rows again, in whatever order they are asked for.
    pub fn read(plan: &Plan, members: &Members, mut asked: Vec<MemberIx>) -> Result<Contacts> {
        asked.sort_unstable();
        asked.dedup();
        let mut rows = Vec::with_capacity(asked.len());
        for file in FileIx::all(plan.members.len()) {
            // Rows are numbered through all files, in their order.
            let Range { start: begin, end } = members.of_file(file);
            let of_file = asked.partition_point(|row| *row < begin)..asked.partition_point(|row| *row < end);
            let places: Vec<u32> = asked[of_file].iter().map(|row| row.0 - begin.0).collect();
            if !places.is_empty() {
                rows.extend(read_file(plan, file, u64::from(end.0 - begin.0), &places)?);
            }
        }
        Ok(Contacts { asked, rows })
    }

    /// What is told of some rows.
    pub fn of(&self, rows: &[MemberIx]) -> Vec<&Row> {
        rows.iter().filter_map(|row| self.asked.binary_search(row).ok()).map(|place| &self.rows[place]).collect()
    }
}

/// Reads rows of a file, which had so many when it was linked; `asked` are their places in it, in order.
fn read_file(plan: &Plan, file: FileIx, height: u64, asked: &[u32]) -> Result<Vec<Row>> {
    let source = &plan.members[usize::from(file)].source;
    let Some(header) = source.mapping.header(Col::MemberId).filter(|_| source.tells(Col::MemberId)) else {
        return Err(no_member_id(source).into());
    };
    let mut wanted = Wanted { file, asked, rows: Vec::with_capacity(asked.len()), before: 0, nirs: 0 };
    let record = intake::stream(source, plan.incident.reference_date.0, &mut wanted)?;
    match wanted {
        _ if record.rows != height => Err(error::changed_while_read(&source.shown).into()),
        Wanted { nirs: nirs @ 1.., .. } => Err(error::member_id_is_nir(&source.shown, header, nirs).into()),
        Wanted { rows, .. } => Ok(rows),
    }
}

/// The rows of a file that are asked for, while it is read.
struct Wanted<'a> {
    file: FileIx,
    /// Their places in the file, in order.
    asked: &'a [u32],
    /// Those of them that have been read.
    rows: Vec<Row>,
    /// Rows of the file that have been read.
    before: u32,
    /// Rows asked for whose `member_id` holds a NIR.
    nirs: u64,
}

impl Consumer for Wanted<'_> {
    type Piece = Piece;

    fn make(&self, _: u64, raw: &RawBatch, canonical: &mut CanonBatch) -> Piece {
        Piece::of(raw, canonical)
    }

    fn take(&mut self, pieces: Vec<Piece>) -> Result<()> {
        for piece in pieces {
            let end = self.before + piece.numbers.len() as u32;
            for place in self.asked[self.rows.len()..].iter().take_while(|place| **place < end) {
                let i = (place - self.before) as usize;
                self.nirs += u64::from(piece.is_called_by_nir(i));
                self.rows.push(piece.row(self.file, i));
            }
            self.before = end;
        }
        Ok(())
    }
}

/// A file that does not say how the insurer calls its members.
pub fn no_member_id(source: &Source) -> Problem {
    error::no_member_id(&source.shown, source.exchange().is_some())
}

/// Some rows of a file, with what may be asked of them.
struct Piece {
    numbers: Vec<u64>,
    ids: Option<StringChunked>,
    /// In the order of `CONTACTS`: an address may stand in several columns.
    contacts: [Vec<StringChunked>; CONTACTS.len()],
    nirs: [Vec<Option<Filed>>; 2],
}

impl Piece {
    fn of(raw: &RawBatch, canonical: &mut CanonBatch) -> Piece {
        let columns = |of: Col| raw.columns().filter(move |(col, _)| *col == of).map(|(_, column)| column.clone());
        Piece {
            numbers: raw.rows().to_vec(),
            ids: raw.column(Col::MemberId).cloned(),
            contacts: CONTACTS.map(|(_, col)| columns(col).collect()),
            nirs: [std::mem::take(&mut canonical.nir), std::mem::take(&mut canonical.own_nir)],
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

    /// Whether the insurer's identifier is, or holds, a NIR of the row.
    fn is_called_by_nir(&self, i: usize) -> bool {
        let Some(id) = self.id(i) else { return false };
        let id: Vec<u8> = id.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_uppercase()).collect();
        let nirs = self.nirs.iter().filter_map(|nirs| at(nirs, i));
        let of_somebody = |filed: &&Filed| matches!(filed.kind, NirKind::Registered | NirKind::Provisional);
        nirs.filter(of_somebody).any(|filed| id.windows(13).any(|part| part == filed.nir.as_bytes()))
    }
}
