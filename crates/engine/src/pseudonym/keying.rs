//! Turns canonical rows into keyed rows, in one of two ways.
//!
//! Within one run, rows are compared by tags, which are sums of values hashed once each ([`TagKeying`]). If any file is
//! an exchange file of another organisation, all rows are keyed as in exchange files, by HMAC throughout
//! ([`HmacKeying`]). One rule decides for both which rows are rejected ([`rejection`]).

use std::collections::BTreeMap;

use super::exchange::Row;
use super::keyed::{KeyedBatch, KeyedRow, Named};
use super::keys::Keys;
use super::parties::{Parties, Party};
use super::tags::{self, TagCache, Tags};
use super::traits::Words;
use super::{Digest, Hasher, Traits};
use crate::fold::of_code;
use crate::identity::{CanonBatch, Fault, SetAside};
use crate::index::BatchIx;
use crate::read::Side;
use model::rule::RuleSet;

/// Keys a batch. Rows that no rule can match are rejected and returned as set aside.
pub fn key(batch: &CanonBatch, parties: &Parties<'_>, hasher: &Hasher) -> (KeyedBatch, Vec<SetAside>) {
    let tag_keying = TagKeying { hasher, cache: TagCache::new(batch, hasher), message: Vec::with_capacity(256) };
    match parties.exchanged {
        true => keyed(batch, parties, HmacKeying(tag_keying)),
        false => keyed(batch, parties, tag_keying),
    }
}

/// A row to be keyed.
struct ClearRow<'a> {
    batch: &'a CanonBatch,
    /// Index in the batch.
    i: usize,
    side: Side,
    keys: Keys<'a>,
    tags: Tags,
    /// The written name of the insurer, if the incident file does not have it.
    unknown: &'a str,
    insurer: Named,
    traits: Traits,
}

/// The digests of a row as a whole.
struct RowDigests {
    /// Equal for rows that are duplicates.
    row: Digest,
    /// The contract number, if the row has one.
    contract: Option<Digest>,
}

/// A way of making rows comparable.
trait Keying<'h> {
    /// The tag keying, which both ways use for the values of fields.
    fn tag_keying(&mut self) -> &mut TagKeying<'h>;
    /// Adds the blocking keys of the next row to `keyed`, unless it is rejected, and returns its digests.
    fn key(&mut self, row: &ClearRow<'_>, rules: RuleSet, rejected: bool, keyed: &mut KeyedBatch) -> RowDigests;
}

struct TagKeying<'h> {
    hasher: &'h Hasher,
    cache: TagCache,
    message: Vec<u8>,
}

/// Keying that is comparable with the rows of exchange files.
struct HmacKeying<'h>(TagKeying<'h>);

impl<'h> Keying<'h> for TagKeying<'h> {
    fn tag_keying(&mut self) -> &mut TagKeying<'h> {
        self
    }

    fn key(&mut self, row: &ClearRow<'_>, rules: RuleSet, rejected: bool, keyed: &mut KeyedBatch) -> RowDigests {
        let TagKeying { hasher, cache, message } = self;
        let ClearRow { batch, i, side, keys, tags, unknown, .. } = row;
        if !rejected {
            let place = BatchIx::new(keyed.rows.len());
            let hints = tags.hints(batch, *i, *side);
            tags.nir_entries(keys, (place, hints), hasher, message, |entry| keyed.nir_entries.push(entry));
            keyed.dependant_entries.extend(tags.dependant_entry(keys, place));
            tags::alone_entries(keys, place, rules, hasher, |entry| keyed.alone_entries.push(entry));
        }
        RowDigests { row: tags.row_tag(batch, *i, unknown.as_bytes(), hasher, cache), contract: tags.contract() }
    }
}

impl<'h> Keying<'h> for HmacKeying<'h> {
    fn tag_keying(&mut self) -> &mut TagKeying<'h> {
        &mut self.0
    }

    fn key(&mut self, row: &ClearRow<'_>, rules: RuleSet, rejected: bool, keyed: &mut KeyedBatch) -> RowDigests {
        let TagKeying { hasher, message, .. } = &mut self.0;
        let exchanged =
            Row { traits: row.traits, ..Row::of(row.batch, row.i, &row.keys, row.unknown, hasher, message) };
        if !rejected {
            exchanged.key(row.side, rules, keyed);
        }
        RowDigests { row: exchanged.row_digest, contract: exchanged.contract }
    }
}

/// Keys a batch in one of the two ways.
fn keyed<'h>(batch: &CanonBatch, parties: &Parties<'_>, mut keying: impl Keying<'h>) -> (KeyedBatch, Vec<SetAside>) {
    let asked = if parties.party.side() == Side::Members { parties.values } else { &[] };
    let mut keyed = KeyedBatch::with_room(batch.rows.len());
    keyed.values = vec![Vec::with_capacity(batch.rows.len()); asked.len()];
    let mut rejects = Vec::new();
    let mut reader = Reader::of(batch, parties);
    for i in 0..batch.rows.len() {
        let TagKeying { hasher, cache, .. } = keying.tag_keying();
        let row = reader.row(i, Tags::of(batch, i, hasher, cache));
        for (values, field) in keyed.values.iter_mut().zip(asked) {
            values.push(row.tags.value(*field, batch, i, hasher, cache));
        }
        let fault = rejection(row.side, row.insurer, row.keys.can_match(parties.exchanged));
        rejects.extend(fault.map(|fault| SetAside { row: batch.rows[i], col: None, fault }));
        let digests = keying.key(&row, parties.rules, fault.is_some(), &mut keyed);
        keyed.rows.push(KeyedRow {
            row_digest: digests.row,
            contract: digests.contract.filter(|_| row.side == Side::Members),
            fields: batch.fields.get(i).copied().unwrap_or_default(),
            insurer: row.insurer,
            traits: row.traits,
            rejected: fault.is_some(),
        });
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

/// The rows of a batch in the form of an exchange file, and those that are rejected.
pub(super) fn rows(batch: &CanonBatch, parties: &Parties<'_>, hasher: &Hasher) -> (Vec<Row>, Vec<SetAside>) {
    let mut reader = Reader::of(batch, parties);
    let message = &mut Vec::with_capacity(256);
    let row = |i: usize| {
        let (insurer, unknown) = reader.insurer(i);
        let traits = reader.traits(i, insurer);
        let keys = Keys::of(batch, i, parties.party.side());
        Row { insurer, traits, ..Row::of(batch, i, &keys, unknown, hasher, message) }
    };
    ((0..batch.rows.len()).map(row).collect(), rejected(batch, parties, true))
}

/// The rejected rows of a batch, without hashing.
pub fn rejects(batch: &CanonBatch, parties: &Parties<'_>) -> Vec<SetAside> {
    rejected(batch, parties, parties.exchanged)
}

fn rejected(batch: &CanonBatch, parties: &Parties<'_>, exchanged: bool) -> Vec<SetAside> {
    let mut reader = Reader::of(batch, parties);
    let side = parties.party.side();
    let mut fault = |i: usize| rejection(side, reader.insurer(i).0, Keys::of(batch, i, side).can_match(exchanged));
    let rejected = batch.rows.iter().enumerate().filter_map(|(i, row)| Some((*row, fault(i)?)));
    rejected.map(|(row, fault)| SetAside { row, col: None, fault }).collect()
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

    fn row(&mut self, i: usize, tags: Tags) -> ClearRow<'a> {
        let side = self.parties.party.side();
        let (insurer, unknown) = self.insurer(i);
        let keys = Keys::of(self.batch, i, side);
        ClearRow { batch: self.batch, i, side, keys, tags, unknown, insurer, traits: self.traits(i, insurer) }
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
        let known = || of_code(codes, written).map_or(Named::Unknown, Named::Insurer);
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
