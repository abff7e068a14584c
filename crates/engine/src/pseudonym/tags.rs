//! The tags of one row: each of its values hashed once, and everything that is compared within a run a sum of some of them.

use super::digest::Kind;
use super::hints::{self, Hints};
use super::keyed::{Filed, SpareKey, Way};
use super::keys::Keys;
use super::{Digest, Hasher};
use crate::identity::{BirthDate, CanonBatch, Coded, Filed as FiledNir, Name, Number, Rank, Sex, at};
use crate::index::BatchIx;
use crate::read::{Col, Side};
use model::incident::Field;
use model::rule::{Rule, RuleSet};

/// Tags of what comes again and again in a batch.
pub struct Again {
    /// Of last and birth names, by their places in the column.
    names: [Vec<Digest>; 2],
    /// Of first names, and of the first of them.
    first_names: Vec<[Digest; 2]>,
    /// Of the days of [`CanonBatch::days`].
    days: [Vec<Digest>; 4],
    /// Of short words of any column, each until another takes its place.
    words: Vec<(u128, usize, Digest)>,
}

impl Again {
    const WORDS: usize = 1 << 10;

    /// Of a batch.
    pub fn of(batch: &CanonBatch, hasher: &Hasher) -> Again {
        let tag = |col: Col, value: &[u8]| hasher.tag(Kind::Of(col), value);
        let names =
            |names: &Coded<Name>| names.values().iter().map(|name| tag(Col::LastName, name.as_bytes())).collect();
        let first =
            |name: &Name| [tag(Col::FirstName, name.as_bytes()), hasher.tag(Kind::FirstFirstName, name.first())];
        Again {
            names: [names(&batch.last_name), names(&batch.birth_name)],
            first_names: batch.first_name.values().iter().map(first).collect(),
            days: batch.days().map(|(col, days)| days.values().iter().map(|day| tag(col, day.as_bytes())).collect()),
            words: vec![(0, usize::MAX, Digest::of_halves([0; 2])); Again::WORDS],
        }
    }

    /// The tag of a word.
    fn tag(&mut self, kind: Kind, value: &[u8], hasher: &Hasher) -> Digest {
        let mut word = [0; 16];
        let Some(room) = word.get_mut(..value.len()) else { return hasher.tag(kind, value) };
        room.copy_from_slice(value);
        let word = u128::from_le_bytes(word);
        let which = kind.place() << 8 | value.len();
        // Any place will do that spreads them.
        let spread = (word as u64 ^ (word >> 64) as u64 ^ (which as u64) << 40).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let kept = &mut self.words[(spread >> 54) as usize];
        if (kept.0, kept.1) != (word, which) {
            *kept = (word, which, hasher.tag(kind, value));
        }
        kept.2
    }
}

/// The tags of the values that rules and persons are made of; none where a row has no such value.
pub(super) struct Tags {
    /// The NIR the row is filed under, and the person's own where it tells one.
    nirs: [Option<Digest>; 2],
    date: Option<Digest>,
    names: [Option<Digest>; 2],
    first_names: Option<Digest>,
    first_first_name: Option<Digest>,
    numbers: [Option<Digest>; 2],
}

impl Tags {
    pub(super) fn of(batch: &CanonBatch, i: usize, hasher: &Hasher, again: &Again) -> Tags {
        let tag = |col: Col, value: &[u8]| hasher.tag(Kind::Of(col), value);
        let number = |numbers, col| at(numbers, i).map(|number: &Number| tag(col, number.as_bytes()));
        let nir = |nirs| at(nirs, i).map(|filed: &FiledNir| tag(Col::Nir, filed.nir.as_bytes()));
        let [first_names, first_first_name] = match batch.first_name.made(i, &again.first_names) {
            Some([all, first]) => [Some(*all), Some(*first)],
            None => [None, None],
        };
        Tags {
            nirs: [nir(&batch.nir), nir(&batch.own_nir)],
            date: at(&batch.birth_date, i).map(|date: &BirthDate| tag(Col::BirthDate, date.as_bytes())),
            names: [
                batch.last_name.made(i, &again.names[0]).copied(),
                batch.birth_name.made(i, &again.names[1]).copied(),
            ],
            first_names,
            first_first_name,
            numbers: [
                number(&batch.contract_number, Col::ContractNumber),
                number(&batch.member_number, Col::MemberNumber),
            ],
        }
    }

    /// A tag of all canonical values of row `i`, and of how it names its insurer: equal in rows that are duplicates.
    pub(super) fn whole(
        &self,
        batch: &CanonBatch,
        i: usize,
        named: &[u8],
        hasher: &Hasher,
        again: &mut Again,
    ) -> Digest {
        let mut sum = Digest::of_halves([0; 2]);
        let mut add = |tag: Option<Digest>| sum = tag.map_or(sum, |tag| sum.and(tag));
        let [nir, own] = self.nirs;
        let [last, birth] = self.names;
        [nir, own.map(Digest::elsewhere), last, birth.map(Digest::elsewhere)].into_iter().for_each(&mut add);
        [self.first_names, self.numbers[0], self.numbers[1], self.date].into_iter().for_each(&mut add);
        for ((_, days), tags) in batch.days().into_iter().zip(&again.days) {
            add(days.made(i, tags).copied());
        }
        let mut tag = |col: Col, value: &[u8]| (!value.is_empty()).then(|| again.tag(Kind::Of(col), value, hasher));
        add(tag(Col::Insurer, named));
        add(tag(Col::BirthRank, batch.birth_rank.get(i).map_or(&[], |rank| rank.as_str().as_bytes())));
        add(tag(Col::Relation, batch.relation.at(i).map_or(&[], |relation| relation.as_str().as_bytes())));
        // A column that another file lacks is no difference.
        batch.texts(i, |col, text| match col {
            // One for each row.
            Col::MemberId => add(Some(hasher.tag(Kind::Of(col), text.as_bytes()))),
            _ => add(tag(col, text.as_bytes())),
        });
        // What stands in columns that mean nothing tells rows apart only by what it gives away.
        if let Some(fields) = batch.given_away(i) {
            add(Some(hasher.tag(Kind::GivenAway, &fields.to_bytes())));
        }
        sum
    }

    /// A tag of 64 bits of what row `i` holds in a field, other than that of the same value in another; 0 if it holds nothing
    /// there, or if members are not compared in it.
    pub(super) fn value(&self, field: Field, batch: &CanonBatch, i: usize, hasher: &Hasher, again: &mut Again) -> u64 {
        let mut small = |col: Col, value: &[u8]| Some(again.tag(Kind::Of(col), value, hasher));
        let tag = match field {
            Field::Civility => at(&batch.sex, i).and_then(|sex| match sex {
                Sex::Man => small(Col::Civility, b"1"),
                Sex::Woman => small(Col::Civility, b"2"),
            }),
            Field::LastName => self.names[0],
            Field::BirthName => self.names[1].map(Digest::elsewhere),
            Field::FirstName => self.first_names,
            Field::BirthDate => self.date,
            // As everywhere: a member without a rank is of rank 1.
            Field::BirthRank => match batch.birth_rank.get(i) {
                Some(rank @ (Rank::Given(_) | Rank::Family)) => small(Col::BirthRank, rank.as_str().as_bytes()),
                Some(Rank::Missing) | None => small(Col::BirthRank, b"1"),
            },
            Field::Nir => self.nirs[0],
            Field::ContractNumber => self.numbers[0],
            Field::MemberNumber => self.numbers[1],
            Field::Manager => batch.text(Col::Manager, i).and_then(|name| small(Col::Manager, name.as_bytes())),
            // Not one of those that are compared.
            _ => None,
        };
        tag.map_or(0, Digest::head)
    }

    pub(super) fn contract(&self) -> Option<Digest> {
        self.numbers[0]
    }

    /// What stands beside the NIRs of row `i`.
    pub(super) fn hints(&self, batch: &CanonBatch, i: usize, side: Side) -> Hints {
        Hints::of(batch, i, side, self.first_first_name)
    }

    /// The row under each of its NIRs.
    ///
    /// With the pseudonym of NIR and birth date, which nearly every row is met by; of a row without a date, of the NIR alone.
    pub(super) fn filed(
        &self,
        keys: &Keys<'_>,
        (row, hints): (BatchIx, Hints),
        hasher: &Hasher,
        message: &mut Vec<u8>,
        mut found: impl FnMut(Filed),
    ) {
        for (nir, tag) in keys.nirs.into_iter().zip(self.nirs) {
            let (Some(nir), Some(tag)) = (nir, tag) else { continue };
            let dated = match keys.date {
                Some(date) => hasher.pseudonym(Rule::NirDate, &[nir.as_bytes(), date.as_bytes()], message),
                None => tag,
            };
            found(Filed {
                row,
                nir: tag.head(),
                date: keys.date.map(|date| date.ordinal()),
                dated: dated.head(),
                hints,
                person_by_rank: hints::person_by_rank(keys.rank, keys.first_name.is_some()),
                person_by_name: hints::person_by_name(keys.rank, keys.first_name.is_some()),
            });
        }
    }

    /// What the row can be met by where its NIR meets nobody.
    pub(super) fn spare(
        &self,
        keys: &Keys<'_>,
        row: BatchIx,
        asked: RuleSet,
        hasher: &Hasher,
        mut found: impl FnMut(SpareKey),
    ) {
        let (Some(date), Some(first)) = (self.date, self.first_first_name) else { return };
        let dated = date.and(first);
        if asked.contains(Rule::ContractDateName) {
            for ((col, number), tag) in keys.numbers.into_iter().zip(self.numbers) {
                let (Some(number), Some(tag)) = (number, tag) else { continue };
                found(SpareKey { digest: dated.and(tag), row, way: Way::Number });
                if let Some(short) = number.without_zeros() {
                    let short = hasher.tag(Kind::Of(col), short);
                    found(SpareKey { digest: dated.and(short), row, way: Way::NumberWithoutZeros });
                }
            }
        }
        for (which, name) in keys.names.into_iter().zip(self.names).enumerate() {
            let (Some(_), Some(tag)) = name else { continue };
            // A child can be filed under both parents: its last name, first name and date make it one person.
            let of_dependant = which == 0 && keys.side == Side::Members && keys.is_dependant;
            let way = if of_dependant { Way::NameOfDependant } else { Way::Name };
            if of_dependant || asked.contains(Rule::NameDate) {
                found(SpareKey { digest: dated.and(tag), row, way });
            }
        }
    }
}

/// A tag of row `i`: equal in rows that are duplicates. `named` is how it names its insurer.
pub fn whole(batch: &CanonBatch, i: usize, named: &[u8], hasher: &Hasher, again: &mut Again) -> Digest {
    Tags::of(batch, i, hasher, again).whole(batch, i, named, hasher, again)
}
