//! One row as it leaves the program: pseudonyms, and attributes too coarse to identify anyone.
//!
//! A clear row is converted in two places: when it is written to an exchange file, and when it is compared with rows of
//! one. Both use this code, so that the two sides cannot differ.

use crate::identity::{BirthDate, CanonBatch, Number};
use crate::index::BatchIx;
use crate::pseudonym::hints::{self, Hints, token};
use crate::pseudonym::keys::Keys;
use crate::pseudonym::{
    DependantEntry, Digest, Domain, FallbackEntry, Hasher, KeyBasis, KeyedBatch, Named, NirEntry, Traits,
};
use crate::read::{Col, Side};
use model::incident::FieldSet;
use model::rule::{Rule, RuleSet};

/// A row without identifiers, keyed by HMAC throughout.
pub(crate) struct Row {
    /// A digest of all canonical values: equal for duplicate rows.
    pub row_digest: Digest,
    /// Of the NIR under which the row is listed, and of the person's own NIR if different.
    pub nirs: [Option<OfNir>; 2],
    /// `contract-date-name` with each kind of number: in full, and without leading zeros if it has any.
    pub numbers: [[Option<Digest>; 2]; Col::NUMBERS.len()],
    /// `name-date` with the last name, and with the birth name if different.
    pub names: [Option<Digest>; 2],
    /// Whether the row has a birth rank.
    pub rank_told: bool,
    /// Whether rows with the same `nir-date-rank` belong to one person.
    pub person_by_rank: bool,
    /// Whether rows with the same `nir-date-name` belong to one person.
    pub person_by_name: bool,
    pub contract: Option<Digest>,
    /// Leaks: the fields that the row exposes.
    pub fields: FieldSet,
    /// The insurer that the row names, or that covers the member.
    pub insurer: Named,
    /// Members: traits of the person.
    pub traits: Traits,
}

/// The digests of one NIR of a row.
pub(crate) struct OfNir {
    pub alone: Digest,
    /// With the birth date, if the row has one.
    pub dated: Option<Dated>,
}

/// The digests of a NIR and a birth date.
pub(crate) struct Dated {
    pub date: Digest,
    /// `nir-date-rank`; a member without a rank counts as rank 1.
    pub rank: Option<Digest>,
    pub name: Option<Digest>,
    /// With the sex. This is no rule, but different sexes mean different persons.
    pub sex: Option<Digest>,
}

impl Row {
    /// Row `i` of a clear file. `named` is the written name of an insurer that is not in the incident file.
    pub(crate) fn of(
        batch: &CanonBatch,
        i: usize,
        keys: &Keys<'_>,
        named: &str,
        hasher: &Hasher,
        message: &mut Vec<u8>,
    ) -> Row {
        let row_digest = hasher.domain_of(Domain::Row, message, |add| {
            batch.all_values(i, &mut *add);
            add(named.as_bytes());
        });
        let date = keys.date.map(BirthDate::as_bytes);
        let (written, compared) = hints::ranks(keys.rank, keys.side);
        let compared = compared.map(|rank| [b'0' + rank]);
        let sex = hints::sex(batch, i).map(|sex| [b'1' + sex as u8]);
        let nirs = keys.nirs.map(|nir| {
            let nir = nir?.as_bytes();
            let mut digest = |rule: Rule, fields: &[&[u8]]| hasher.pseudonym(rule, fields, message);
            let alone = digest(Rule::NirOnly, &[nir]);
            let dated = date.map(|date| Dated {
                date: digest(Rule::NirDate, &[nir, date]),
                rank: compared.as_ref().map(|rank| digest(Rule::NirDateRank, &[nir, date, rank])),
                name: keys.first_name.map(|name| digest(Rule::NirDateName, &[nir, date, name])),
                sex: None,
            });
            let with_sex = |dated: Dated| Dated {
                sex: sex.as_ref().zip(date).map(|(s, d)| hasher.domain(Domain::NirDateSex, &[nir, d, s], message)),
                ..dated
            };
            Some(OfNir { alone, dated: dated.map(with_sex) })
        });
        let known = date.zip(keys.first_name);
        let numbers = keys.numbers.map(|(which, number)| {
            [number.map(Number::as_bytes), number.and_then(Number::without_zeros)].map(|number| {
                let ((date, first_name), number) = known.zip(number)?;
                let kind = which.name().trim_end_matches("_number").as_bytes();
                Some(hasher.pseudonym(Rule::ContractDateName, &[kind, number, date, first_name], message))
            })
        });
        let names = keys.names.map(|name| {
            let ((date, first_name), name) = known.zip(name)?;
            Some(hasher.pseudonym(Rule::NameDate, &[name, first_name, date], message))
        });
        Row {
            row_digest,
            nirs,
            numbers,
            names,
            rank_told: written.is_some(),
            person_by_rank: hints::person_by_rank(keys.rank, keys.first_name.is_some()),
            person_by_name: hints::person_by_name(keys.rank, keys.first_name.is_some()),
            contract: batch
                .contract_number(i)
                .filter(|_| keys.side == Side::Members)
                .map(|number| hasher.domain(Domain::Contract, &[number.as_bytes()], message)),
            fields: batch.fields.get(i).copied().unwrap_or_default(),
            insurer: Named::Nobody,
            traits: Traits::default(),
        }
    }

    /// Whether any rule can match the row.
    pub(crate) fn can_match(&self) -> bool {
        self.nirs.iter().any(Option::is_some)
            || self.numbers.iter().flatten().any(Option::is_some)
            || self.names.iter().any(Option::is_some)
    }

    /// Adds the blocking keys of this row to the next row of a batch, limited to the rules in `asked`.
    pub(crate) fn key(&self, side: Side, asked: RuleSet, batch: &mut KeyedBatch) {
        let row = BatchIx::new(batch.rows.len());
        batch.nir_entries.extend(self.nirs.iter().flatten().map(|nir| self.nir_entry(nir, row)));
        self.fallback_keys(asked, |digest, basis| batch.fallback_entries.push(FallbackEntry { digest, row, basis }));
        let is_dependant = side == Side::Members && self.traits.policyholder == Some(false);
        let named = self.names[0].filter(|_| is_dependant);
        let entry = named.map(|named| DependantEntry { row, named: named.head(), second_name: 0 });
        batch.dependant_entries.extend(entry);
    }

    /// The entry of the row under one of its NIRs.
    fn nir_entry(&self, nir: &OfNir, row: BatchIx) -> NirEntry {
        let dated = nir.dated.as_ref();
        NirEntry {
            row,
            nir: nir.alone.head(),
            // Sixteen bits of the digest distinguish the dates of one NIR: enough to count the dozen dates of a
            // household.
            date: dated.map(|dated| dated.date.tail()),
            dated: dated.map_or(nir.alone, |dated| dated.date).head(),
            hints: Hints {
                rank: token(dated.and_then(|dated| dated.rank)),
                rank_told: self.rank_told,
                first_name: token(dated.and_then(|dated| dated.name)),
                second_name: 0,
                sex: dated.and_then(|dated| dated.sex).map_or(0, |sex| (sex.prefix(16) as u16).max(1)),
            },
            person_by_rank: self.person_by_rank,
            person_by_name: self.person_by_name,
        }
    }

    /// Calls `add` for each blocking key other than the NIR.
    fn fallback_keys(&self, asked: RuleSet, mut add: impl FnMut(Digest, KeyBasis)) {
        if asked.contains(Rule::ContractDateName) {
            for [full, short] in self.numbers {
                full.into_iter().for_each(|digest| add(digest, KeyBasis::Number));
                short.into_iter().for_each(|digest| add(digest, KeyBasis::NumberWithoutZeros));
            }
        }
        if asked.contains(Rule::NameDate) {
            self.names.into_iter().flatten().for_each(|name| add(name, KeyBasis::Name));
        }
    }
}
