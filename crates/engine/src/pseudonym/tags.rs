//! The tags of one row. Each value is hashed once; every combination compared within a run is a sum of tags.

use super::digest::TagDomain;
use super::hints::{self, Hints};
use super::keyed::{AloneEntry, DependantEntry, NirEntry};
use super::keys::Keys;
use super::{Digest, Hasher};
use crate::identity::{BirthDate, CanonBatch, Coded, Name, Number, ParsedNir, Rank, Sex, at};
use crate::index::BatchIx;
use crate::read::{Col, Side};
use model::incident::Field;
use model::rule::{Rule, RuleSet};

/// Tags of values that repeat within a batch.
pub struct TagCache {
    /// Of last and birth names, by their positions in the column's dictionary.
    names: [Vec<Digest>; 2],
    /// Of all first names together, of the first and of the second of them.
    first_names: Vec<(Digest, [Option<Digest>; 2])>,
    /// Of the columns of [`CanonBatch::days`].
    days: [Vec<Digest>; 4],
    /// Direct-mapped cache for short values of any column: (value, domain and length, tag).
    words: Vec<(u128, usize, Digest)>,
}

impl TagCache {
    const WORDS: usize = 1 << 10;

    /// The cache for a batch.
    pub fn new(batch: &CanonBatch, hasher: &Hasher) -> TagCache {
        let tag = |col: Col, value: &[u8]| hasher.tag(TagDomain::Column(col), value);
        let names =
            |names: &Coded<Name>| names.values().iter().map(|name| tag(Col::LastName, name.as_bytes())).collect();
        let first = |name: &Name| {
            let mut words = name.words().map(|word| hasher.tag(TagDomain::FirstFirstName, word));
            (tag(Col::FirstName, name.as_bytes()), [words.next(), words.next()])
        };
        TagCache {
            names: [names(&batch.last_name), names(&batch.birth_name)],
            first_names: batch.first_name.values().iter().map(first).collect(),
            days: batch.days().map(|(col, days)| days.values().iter().map(|day| tag(col, day.as_bytes())).collect()),
            words: vec![(0, usize::MAX, Digest::from_halves([0; 2])); TagCache::WORDS],
        }
    }

    /// The tag of a short value.
    fn tag(&mut self, domain: TagDomain, value: &[u8], hasher: &Hasher) -> Digest {
        let mut word = [0; 16];
        let Some(room) = word.get_mut(..value.len()) else { return hasher.tag(domain, value) };
        room.copy_from_slice(value);
        let word = u128::from_le_bytes(word);
        let which = domain.number() << 8 | value.len();
        // Any function that spreads values over the slots will do.
        let spread = (word as u64 ^ (word >> 64) as u64 ^ (which as u64) << 40).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let kept = &mut self.words[(spread >> 54) as usize];
        if (kept.0, kept.1) != (word, which) {
            *kept = (word, which, hasher.tag(domain, value));
        }
        kept.2
    }
}

/// The tags of the values in blocking keys and row digests; none for no value.
pub(super) struct Tags {
    /// The NIR under which the row is listed, and the person's own NIR.
    nirs: [Option<Digest>; 2],
    date: Option<Digest>,
    /// The birth date as a number: equal for equal dates.
    day: Option<u16>,
    names: [Option<Digest>; 2],
    first_names: Option<Digest>,
    /// The first and the second of them.
    given_names: [Option<Digest>; 2],
    /// By the place of the column in [`Col::NUMBERS`].
    numbers: [Option<Digest>; Col::NUMBERS.len()],
}

impl Tags {
    /// `exchanged`: whether rows of exchange files are compared with these, which have a token of the date.
    pub(super) fn of(batch: &CanonBatch, i: usize, exchanged: bool, hasher: &Hasher, cache: &mut TagCache) -> Tags {
        // Rows of a household, which have NIR and contract in common, are near each other as a rule.
        let mut tag = |col: Col, value: &[u8]| cache.tag(TagDomain::Column(col), value, hasher);
        let mut nir = |nirs| at(nirs, i).map(|parsed: &ParsedNir| tag(Col::Nir, parsed.nir.as_bytes()));
        let nirs = [nir(&batch.nir), nir(&batch.own_nir)];
        let numbers = batch.numbers(i).map(|(col, number)| number.map(|number| tag(col, number.as_bytes())));
        let date = at(&batch.birth_date, i);
        let date = date.map(|date: &BirthDate| hasher.tag(TagDomain::Column(Col::BirthDate), date.as_bytes()));
        let (first_names, given_names) =
            batch.first_name.made(i, &cache.first_names).map_or((None, [None; 2]), |(all, two)| (Some(*all), *two));
        Tags {
            nirs,
            date,
            day: match exchanged {
                true => date.map(Digest::tail),
                false => at(&batch.birth_date, i).map(|date| date.ordinal()),
            },
            names: [
                batch.last_name.made(i, &cache.names[0]).copied(),
                batch.birth_name.made(i, &cache.names[1]).copied(),
            ],
            first_names,
            given_names,
            numbers,
        }
    }

    /// A tag of all canonical values of row `i`, of what it nearly tells or gives away, and of the insurer as `named`. Duplicate rows have
    /// equal tags.
    pub(super) fn row_tag(
        &self,
        batch: &CanonBatch,
        i: usize,
        named: &[u8],
        hasher: &Hasher,
        cache: &mut TagCache,
    ) -> Digest {
        let mut sum = Digest::from_halves([0; 2]);
        let mut add = |tag: Option<Digest>| sum = tag.map_or(sum, |tag| sum.combine(tag));
        let [nir, own] = self.nirs;
        let [last, birth] = self.names;
        [nir, own.map(Digest::in_other_column), last, birth.map(Digest::in_other_column)]
            .into_iter()
            .for_each(&mut add);
        self.numbers.into_iter().chain([self.first_names, self.date]).for_each(&mut add);
        for ((_, days), tags) in batch.days().into_iter().zip(&cache.days) {
            add(days.made(i, tags).copied());
        }
        let mut tag =
            |col: Col, value: &[u8]| (!value.is_empty()).then(|| cache.tag(TagDomain::Column(col), value, hasher));
        add(tag(Col::Insurer, named));
        let mut order = [0; 2];
        add(tag(Col::BirthRank, batch.birth_rank.get(i).map_or(&[], |rank| rank.of_row(&mut order))));
        add(tag(Col::Relation, batch.relation.at(i).map_or(&[], |relation| relation.as_str().as_bytes())));
        // A column that another file lacks makes no difference.
        batch.texts(i, |col, text| match col {
            // Unique to the row, so that caching it would be useless.
            Col::MemberId => add(Some(hasher.tag(TagDomain::Column(col), text.as_bytes()))),
            _ => add(tag(col, text.as_bytes())),
        });
        // By a number that is nearly a NIR somebody may be met.
        let misread = at(&batch.misread, i);
        add(misread.map(|nir| hasher.tag(TagDomain::Column(Col::NirKey), nir.as_bytes())));
        // Of what cannot be read, and of unmapped columns, the fields count that they expose.
        if let Some(fields) = batch.fields.get(i) {
            add(Some(cache.tag(TagDomain::Fields, &fields.to_bytes(), hasher)));
        }
        sum
    }

    /// A tag of 64 bits of the value of row `i` in a field; the same value in another field has another tag. 0 for no
    /// value, or if members are not compared in the field.
    pub(super) fn value(
        &self,
        field: Field,
        batch: &CanonBatch,
        i: usize,
        hasher: &Hasher,
        cache: &mut TagCache,
    ) -> u64 {
        let mut small = |col: Col, value: &[u8]| Some(cache.tag(TagDomain::Column(col), value, hasher));
        let tag = match field {
            // A title is compared by the sex that it tells.
            Field::Civility | Field::Sex => at(&batch.sex, i).and_then(|sex| match sex {
                Sex::Man => small(Col::Sex, b"1"),
                Sex::Woman => small(Col::Sex, b"2"),
            }),
            Field::LastName => self.names[0],
            Field::BirthName => self.names[1].map(Digest::in_other_column),
            Field::FirstName => self.first_names,
            Field::BirthDate => self.date,
            // A member without a rank counts as rank 1, as in the rules.
            Field::BirthRank => match batch.birth_rank.get(i) {
                Some(rank @ (Rank::Given(_) | Rank::Family(_))) => small(Col::BirthRank, rank.as_str().as_bytes()),
                Some(Rank::Missing) | None => small(Col::BirthRank, b"1"),
            },
            Field::Nir => self.nirs[0],
            Field::Manager => batch.text(Col::Manager, i).and_then(|name| small(Col::Manager, name.as_bytes())),
            Field::Email => contacts_of(Col::Email, batch, i, hasher),
            Field::Phone => contacts_of(Col::Phone, batch, i, hasher),
            Field::BankDetails => contacts_of(Col::BankDetails, batch, i, hasher),
            Field::PostalAddress => {
                batch.address(i).map(|address| hasher.tag(TagDomain::Column(Col::PostalAddress), address.as_bytes()))
            }
            // Numbers; the remaining fields are not compared.
            _ => Col::NUMBERS.iter().position(|col| col.field() == Some(field)).and_then(|kind| self.numbers[kind]),
        };
        tag.map_or(0, Digest::head)
    }

    /// The birth date as a number.
    pub(super) fn day(&self) -> Option<u16> {
        self.day
    }

    pub(super) fn contract(&self) -> Option<Digest> {
        self.numbers[0]
    }

    /// The values that distinguish persons under the NIRs of row `i`.
    pub(super) fn hints(&self, batch: &CanonBatch, i: usize, side: Side) -> Hints {
        Hints::of(batch, i, side, self.given_names)
    }

    /// Calls `add` for each NIR of the row.
    ///
    /// The pseudonym is of NIR and birth date, under which nearly all rows match; for a row without a date, of the NIR
    /// alone.
    pub(super) fn nir_entries(
        &self,
        keys: &Keys<'_>,
        (row, hints): (BatchIx, Hints),
        hasher: &Hasher,
        message: &mut Vec<u8>,
        mut add: impl FnMut(NirEntry),
    ) {
        for (nir, tag) in keys.nirs.into_iter().zip(self.nirs) {
            let (Some(nir), Some(tag)) = (nir, tag) else { continue };
            let dated = match keys.date {
                Some(date) => hasher.pseudonym(Rule::NirDate, &[nir.as_bytes(), date.as_bytes()], message),
                None => tag,
            };
            add(NirEntry {
                row,
                nir: tag.head(),
                date: self.day,
                dated: dated.head(),
                hints,
                person_by_rank: hints::person_by_rank(keys.rank, keys.first_name.is_some()),
                person_by_name: hints::person_by_name(keys.rank, keys.first_name.is_some()),
            });
        }
    }

    /// The names by which rows of one dependant meet, who can be listed under the NIR of each parent.
    pub(super) fn dependant_entry(&self, keys: &Keys<'_>, row: BatchIx) -> Option<DependantEntry> {
        if keys.side != Side::Members || !keys.is_dependant {
            return None;
        }
        let [first, second] = self.given_names;
        let named = self.date?.combine(first?).combine(self.names[0]?).head();
        Some(DependantEntry { row, named, second_name: hints::short_token(second) })
    }
}

/// A tag of all contacts of a row in a column.
fn contacts_of(col: Col, batch: &CanonBatch, i: usize, hasher: &Hasher) -> Option<Digest> {
    let contacts = batch.contacts(i);
    let tags =
        contacts.iter().filter(|contact| contact.col == col).map(|c| hasher.tag(TagDomain::Column(col), c.as_bytes()));
    tags.reduce(Digest::combine)
}

/// Calls `add` with each number and contact of a row that the rules ask for.
pub(super) fn alone_entries(
    keys: &Keys<'_>,
    row: BatchIx,
    date: Option<u16>,
    rules: RuleSet,
    hasher: &Hasher,
    mut add: impl FnMut(AloneEntry),
) {
    let has_nothing_else = keys.date.is_none() && keys.first_name.is_none() && keys.names.iter().all(Option::is_none);
    let sought = Alone::of(keys.side, keys.nirs.iter().any(Option::is_some), has_nothing_else, rules);
    let entry = |col: Col, value: &[u8], contact: bool| {
        let digest = hasher.tag(TagDomain::Column(col), value).head().max(1);
        AloneEntry { row, digest, date, contact }
    };
    if sought.numbers {
        let numbers = keys.numbers.into_iter().filter_map(|(col, number)| Some((col, number?)));
        let short = |number: &Number| number.without_zeros().unwrap_or(number.as_bytes()).to_vec();
        numbers.for_each(|(col, number)| add(entry(col, &short(number), false)));
    }
    if sought.contacts {
        keys.contacts().iter().for_each(|contact| add(entry(contact.col, contact.as_bytes(), true)));
    }
}

/// By which of its values alone a row looks for a household, or is found.
pub(super) struct Alone {
    pub numbers: bool,
    pub contacts: bool,
}

impl Alone {
    /// A leaked row looks for a contact if it has no NIR; for a number only if it has nothing else to compare, since strangers share
    /// numbers that fill a form.
    pub(super) fn of(side: Side, has_nir: bool, has_nothing_else: bool, rules: RuleSet) -> Alone {
        let looks = side == Side::Members || !has_nir;
        Alone {
            numbers: looks && rules.contains(Rule::ContractOnly) && (side == Side::Members || has_nothing_else),
            contacts: looks && rules.contains(Rule::ContactOnly),
        }
    }
}

/// A tag of row `i`: equal for duplicate rows. `named` is the insurer that the row names.
pub fn row_tag(batch: &CanonBatch, i: usize, named: &[u8], hasher: &Hasher, cache: &mut TagCache) -> Digest {
    Tags::of(batch, i, false, hasher, cache).row_tag(batch, i, named, hasher, cache)
}
