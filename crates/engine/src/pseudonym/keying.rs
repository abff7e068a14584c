//! Turns canonical rows into keyed rows: each value is hashed once, and rows are compared by tags, which are sums of hashes.
//!
//! A row of an exchange file was keyed by the same code where it was clear ([`super::exchange`]). One rule decides everywhere which
//! rows are rejected ([`rejection`]).

use std::collections::BTreeMap;

use super::keyed::{KeyedBatch, KeyedRow, Named};
use super::keys::Keys;
use super::parties::{Parties, Party};
use super::tags::{self, TagCache, Tags};
use super::traits::Words;
use super::{Hasher, InPerimeters, Traits};
use crate::fold::of_code;
use crate::identity::{CanonBatch, Fault, ParsedNir, SetAside, at, undamaged};
use crate::index::BatchIx;
use crate::read::Side;

/// Keys a batch. Rows that no rule can match are rejected and returned as set aside.
pub fn key(batch: &CanonBatch, parties: &Parties<'_>, hasher: &Hasher) -> (KeyedBatch, Vec<SetAside>) {
    key_each(batch, parties, hasher, |_, _, _| ())
}

/// Keys a batch, and calls `each` with every row's identifiers and tags once it is the last one of the keyed rows.
pub(super) fn key_each(
    batch: &CanonBatch,
    parties: &Parties<'_>,
    hasher: &Hasher,
    mut each: impl FnMut(&Keys<'_>, &Tags, &KeyedBatch),
) -> (KeyedBatch, Vec<SetAside>) {
    let side = parties.party.side();
    let asked = if side == Side::Members { parties.values } else { &[] };
    let mut keyed = KeyedBatch::with_room(batch.rows.len());
    keyed.values = vec![Vec::with_capacity(batch.rows.len()); asked.len()];
    let mut rejects = Vec::new();
    let mut reader = Reader::of(batch, parties);
    let (mut cache, mut message) = (TagCache::new(batch, hasher), Vec::with_capacity(256));
    for i in 0..batch.rows.len() {
        let tags = Tags::of(batch, i, parties.exchanged, hasher, &mut cache);
        let (insurer, unknown) = reader.insurer(i);
        let keys = Keys::of(batch, i, side);
        for (values, field) in keyed.values.iter_mut().zip(asked) {
            values.push(tags.value(*field, batch, i, hasher, &mut cache));
        }
        let fault = rejection(side, insurer, keys.can_match());
        rejects.extend(fault.map(|fault| SetAside { row: batch.rows[i], col: None, fault }));
        if fault.is_none() {
            let place = BatchIx::new(keyed.rows.len());
            let hints = tags.hints(batch, i, side);
            tags.nir_entries(&keys, (place, hints), hasher, &mut message, |entry| keyed.nir_entries.push(entry));
            keyed.dependant_entries.extend(tags.dependant_entry(&keys, place));
            let add = |entry| keyed.alone_entries.push(entry);
            tags::alone_entries(&keys, place, tags.day(), parties.rules, hasher, add);
        }
        keyed.rows.push(KeyedRow {
            row_digest: tags.row_tag(batch, i, unknown.as_bytes(), hasher, &mut cache),
            proven: [&batch.nir, &batch.own_nir].map(|nirs| at(nirs, i).is_some_and(ParsedNir::is_proven)),
            contract: tags.contract().filter(|_| side == Side::Members),
            fields: batch.fields.get(i).copied().unwrap_or_default(),
            insurer,
            traits: reader.traits(i, insurer),
            rejected: fault.is_some(),
        });
        each(&keys, &tags, &keyed);
    }
    (keyed, rejects)
}

/// Why a row is rejected, if it is: a member of no known insurer, or too few values for any rule.
pub(super) fn rejection(side: Side, insurer: Named, can_match: bool) -> Option<Fault> {
    match () {
        () if side == Side::Members && insurer.index().is_none() => Some(Fault::InsurerUnknown),
        () if !can_match => Some(Fault::Incomplete),
        () => None,
    }
}

/// The rejected rows of a batch, without hashing.
pub fn rejects(batch: &CanonBatch, parties: &Parties<'_>) -> Vec<SetAside> {
    let mut reader = Reader::of(batch, parties);
    let side = parties.party.side();
    let mut fault = |i: usize| rejection(side, reader.insurer(i).0, Keys::of(batch, i, side).can_match());
    let rejected = batch.rows.iter().enumerate().filter_map(|(i, row)| Some((*row, fault(i)?)));
    rejected.map(|(row, fault)| SetAside { row, col: None, fault }).collect()
}

/// Counts the member rows that are in each perimeter, which is known by its insurer and its position. Rejected rows are in none.
pub fn in_perimeters(batch: &CanonBatch, parties: &Parties<'_>, rejects: &[SetAside]) -> InPerimeters {
    let mut found = InPerimeters::default();
    if parties.party.side() != Side::Members || parties.perimeters.iter().all(Vec::is_empty) {
        return found;
    }
    let mut reader = Reader::of(batch, parties);
    let mut rejects = rejects.iter().map(|aside| aside.row).peekable();
    for (i, row) in batch.rows.iter().enumerate() {
        if rejects.next_if_eq(row).is_some() {
            continue;
        }
        let (insurer, _) = reader.insurer(i);
        if let Some(index) = insurer.index() {
            found.count(index, reader.traits(i, insurer).perimeters);
        }
    }
    found
}

/// Reads the attributes of a batch that are not identifiers. Names of insurers and words repeat; each is looked up
/// once.
struct Reader<'a> {
    batch: &'a CanonBatch,
    parties: &'a Parties<'a>,
    insurers: BTreeMap<&'a str, Named>,
    words: Words<'a>,
}

impl<'a> Reader<'a> {
    fn of(batch: &'a CanonBatch, parties: &'a Parties<'a>) -> Reader<'a> {
        Reader { batch, parties, insurers: BTreeMap::new(), words: Words::default() }
    }

    /// The insurer of row `i`, and its written name if the incident file does not have it. A known insurer is the same
    /// however the row names it.
    fn insurer(&mut self, i: usize) -> (Named, &'a str) {
        if let Party::Insurer(index) = self.parties.party {
            return (Named::Insurer(index), "");
        }
        let written = self.batch.insurer.as_ref().and_then(|text| text.get(i)).map_or("", str::trim);
        if written.is_empty() {
            return (Named::Nobody, "");
        }
        let codes = self.parties.insurers;
        let known = || of_code(codes, &undamaged(written)).map_or(Named::Unknown, Named::Insurer);
        match *self.insurers.entry(written).or_insert_with(known) {
            Named::Unknown => (Named::Unknown, written),
            named => (named, ""),
        }
    }

    fn traits(&mut self, i: usize, insurer: Named) -> Traits {
        match self.parties.party.side() {
            Side::Leaks => Traits::default(),
            Side::Members => Traits::of(self.batch, i, self.parties, insurer.index(), &mut self.words),
        }
    }
}
