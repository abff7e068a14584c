//! Rows in canonical form → keyed rows, in one of two ways.
//!
//! Within one run rows are compared by tags, sums of values hashed once each ([`Tagged`]). Where a row of another organisation's
//! exchange file is among those compared, all are keyed as those are, by HMAC throughout ([`Exchangeable`]). Which rows are rejected
//! is decided once, for both ([`rejection`]).

use std::collections::BTreeMap;

use super::exchange::Row;
use super::keyed::{KeyedBatch, KeyedRow, Named};
use super::keys::Keys;
use super::parties::{Parties, Party};
use super::tags::{Again, Tags};
use super::traits::Words;
use super::{Digest, Hasher, Traits};
use crate::fold::fold;
use crate::identity::{CanonBatch, Fault, SetAside};
use crate::index::BatchIx;
use crate::read::Side;
use model::rule::RuleSet;

/// Keys a batch. Rows that no rule can meet are rejected, and returned as set aside.
pub fn key(batch: &CanonBatch, parties: &Parties<'_>, hasher: &Hasher) -> (KeyedBatch, Vec<SetAside>) {
    let tagged = Tagged { hasher, again: Again::of(batch, hasher), message: Vec::with_capacity(256) };
    match parties.exchanged {
        true => keyed(batch, parties, Exchangeable(tagged)),
        false => keyed(batch, parties, tagged),
    }
}

/// A row to be keyed.
struct Clear<'a> {
    batch: &'a CanonBatch,
    /// Its index in the batch.
    i: usize,
    side: Side,
    keys: Keys<'a>,
    tags: Tags,
    /// How it names its insurer, where the incident file does not know that one.
    unknown: &'a str,
    insurer: Named,
    traits: Traits,
}

/// What a keyed row is compared by as a whole.
struct Whole {
    /// Equal in rows that are duplicates.
    row: Digest,
    /// Of the contract number, where the row has one.
    contract: Option<Digest>,
}

/// A way to make rows comparable.
trait Keying<'h> {
    /// What the tags of values are made with.
    fn tagged(&mut self) -> &mut Tagged<'h>;
    /// Adds to the next row of `keyed` whatever it can be met by, unless it is rejected.
    fn key(&mut self, row: &Clear<'_>, rules: RuleSet, rejected: bool, keyed: &mut KeyedBatch) -> Whole;
}

struct Tagged<'h> {
    hasher: &'h Hasher,
    again: Again,
    message: Vec<u8>,
}

/// Comparable with rows of exchange files.
struct Exchangeable<'h>(Tagged<'h>);

impl<'h> Keying<'h> for Tagged<'h> {
    fn tagged(&mut self) -> &mut Tagged<'h> {
        self
    }

    fn key(&mut self, row: &Clear<'_>, rules: RuleSet, rejected: bool, keyed: &mut KeyedBatch) -> Whole {
        let Tagged { hasher, again, message } = self;
        let Clear { batch, i, side, keys, tags, unknown, .. } = row;
        if !rejected {
            let place = BatchIx::new(keyed.rows.len());
            let hints = tags.hints(batch, *i, *side);
            tags.filed(keys, (place, hints), hasher, message, |filed| keyed.filed.push(filed));
            tags.spare(keys, place, rules, hasher, |key| keyed.spare.push(key));
        }
        Whole { row: tags.whole(batch, *i, unknown.as_bytes(), hasher, again), contract: tags.contract() }
    }
}

impl<'h> Keying<'h> for Exchangeable<'h> {
    fn tagged(&mut self) -> &mut Tagged<'h> {
        &mut self.0
    }

    fn key(&mut self, row: &Clear<'_>, rules: RuleSet, rejected: bool, keyed: &mut KeyedBatch) -> Whole {
        let Tagged { hasher, message, .. } = &mut self.0;
        let exchanged =
            Row { traits: row.traits, ..Row::of(row.batch, row.i, &row.keys, row.unknown, hasher, message) };
        if !rejected {
            exchanged.key(row.side, rules, keyed);
        }
        Whole { row: exchanged.whole, contract: exchanged.contract }
    }
}

/// Keys a batch in one of the two ways.
fn keyed<'h>(batch: &CanonBatch, parties: &Parties<'_>, mut keying: impl Keying<'h>) -> (KeyedBatch, Vec<SetAside>) {
    let asked = if parties.of.side() == Side::Members { parties.values } else { &[] };
    let mut keyed = KeyedBatch::with_room(batch.rows.len());
    keyed.values = vec![Vec::with_capacity(batch.rows.len()); asked.len()];
    let mut rejects = Vec::new();
    let mut reader = Reader::of(batch, parties);
    for i in 0..batch.rows.len() {
        let Tagged { hasher, again, .. } = keying.tagged();
        let row = reader.row(i, Tags::of(batch, i, hasher, again));
        for (values, field) in keyed.values.iter_mut().zip(asked) {
            values.push(row.tags.value(*field, batch, i, hasher, again));
        }
        let fault = rejection(row.side, row.insurer, row.keys.can_be_met());
        rejects.extend(fault.map(|fault| SetAside { row: batch.rows[i], col: None, fault }));
        let whole = keying.key(&row, parties.rules, fault.is_some(), &mut keyed);
        keyed.rows.push(KeyedRow {
            whole: whole.row,
            contract: whole.contract.filter(|_| row.side == Side::Members),
            fields: batch.fields.get(i).copied().unwrap_or_default(),
            insurer: row.insurer,
            traits: row.traits,
            rejected: fault.is_some(),
        });
    }
    (keyed, rejects)
}

/// Why a row can count nowhere, if it cannot: a member of nobody we know, or a row that no rule can meet.
pub(super) fn rejection(side: Side, insurer: Named, can_be_met: bool) -> Option<Fault> {
    match () {
        () if side == Side::Members && insurer.index().is_none() => Some(Fault::InsurerUnknown),
        () if !can_be_met => Some(Fault::Incomplete),
        () => None,
    }
}

/// The rows of a batch as they stand in an exchange file, and those of them that are rejected.
pub(super) fn rows(batch: &CanonBatch, parties: &Parties<'_>, hasher: &Hasher) -> (Vec<Row>, Vec<SetAside>) {
    let mut reader = Reader::of(batch, parties);
    let message = &mut Vec::with_capacity(256);
    let row = |i: usize| {
        let (insurer, unknown) = reader.insurer(i);
        let traits = reader.traits(i, insurer);
        let keys = Keys::of(batch, i, parties.of.side());
        Row { insurer, traits, ..Row::of(batch, i, &keys, unknown, hasher, message) }
    };
    ((0..batch.rows.len()).map(row).collect(), rejects(batch, parties))
}

/// Which rows of a batch are rejected; nothing is hashed.
pub fn rejects(batch: &CanonBatch, parties: &Parties<'_>) -> Vec<SetAside> {
    let mut reader = Reader::of(batch, parties);
    let side = parties.of.side();
    let mut fault = |i: usize| rejection(side, reader.insurer(i).0, Keys::of(batch, i, side).can_be_met());
    let rejected = batch.rows.iter().enumerate().filter_map(|(i, row)| Some((*row, fault(i)?)));
    rejected.map(|(row, fault)| SetAside { row, col: None, fault }).collect()
}

/// Reads from a batch what is not an identifier. Insurers and words come again and again: each is looked up once.
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

    fn row(&mut self, i: usize, tags: Tags) -> Clear<'a> {
        let side = self.parties.of.side();
        let (insurer, unknown) = self.insurer(i);
        let keys = Keys::of(self.batch, i, side);
        Clear { batch: self.batch, i, side, keys, tags, unknown, insurer, traits: self.traits(i, insurer) }
    }

    /// The insurer of row `i`, and how it is written if the incident file does not know it. One that is known is the same however it
    /// is named.
    fn insurer(&mut self, i: usize) -> (Named, &'a str) {
        if let Party::Insurer(index) = self.parties.of {
            return (Named::Insurer(index), "");
        }
        let written = self.batch.insurer.as_ref().and_then(|text| text.get(i)).map_or("", str::trim);
        if written.is_empty() {
            return (Named::Nobody, "");
        }
        let codes = self.parties.insurers;
        let known = || codes.get(&fold(written)).map_or(Named::Unknown, |index| Named::Insurer(*index));
        match *self.insurers.entry(written).or_insert_with(known) {
            Named::Unknown => (Named::Unknown, written),
            named => (named, ""),
        }
    }

    fn traits(&mut self, i: usize, insurer: Named) -> Traits {
        match self.parties.of.side() {
            Side::Leaks => Traits::default(),
            Side::Members => Traits::of(self.batch, i, self.parties, insurer.index(), &mut self.words),
        }
    }
}
