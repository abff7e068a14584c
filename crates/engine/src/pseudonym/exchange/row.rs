//! One row as it leaves the program: pseudonyms, and what is too coarse to name anybody.
//!
//! A row of a clear file becomes the same in two places: where it is written to an exchange file, and where it has to be
//! compared with rows of one. So both sides of a comparison go through here, and neither can differ from the other.

use crate::identity::{BirthDate, CanonBatch, Number, at};
use crate::index::BatchIx;
use crate::pseudonym::hints::{self, Hints, token};
use crate::pseudonym::keys::Keys;
use crate::pseudonym::{Digest, Domain, Filed, Hasher, KeyedBatch, Named, SpareKey, Traits, Way};
use crate::read::{Col, Side};
use model::incident::FieldSet;
use model::rule::{Rule, RuleSet};

/// A row without identifiers, keyed by HMAC throughout.
pub(crate) struct Row {
    /// All its canonical values: equal in rows that are duplicates.
    pub whole: Digest,
    /// Of the NIR it is filed under, and of the person's own where that is another.
    pub nirs: [Option<OfNir>; 2],
    /// `contract-date-name` with the contract number and with the member number; each in full, and without leading zeros
    /// where it has some.
    pub numbers: [[Option<Digest>; 2]; 2],
    /// `name-date` with the last name, and with the name at birth where that is another.
    pub names: [Option<Digest>; 2],
    /// Whether the row tells a birth rank.
    pub rank_told: bool,
    /// Whether rows that share `nir-date-rank` with it are one person's.
    pub person_by_rank: bool,
    /// Whether rows that share `nir-date-name` with it are one person's.
    pub person_by_name: bool,
    pub contract: Option<Digest>,
    /// Leaks: the fields that the row gives away.
    pub fields: FieldSet,
    /// The insurer that it names, or whose member it is.
    pub insurer: Named,
    /// Members: what kind of person it is about.
    pub traits: Traits,
}

/// What is made of one NIR of a row.
pub(crate) struct OfNir {
    pub alone: Digest,
    /// With the birth date, where the row has one.
    pub dated: Option<Dated>,
}

/// What is made of a NIR and a birth date.
pub(crate) struct Dated {
    pub date: Digest,
    /// `nir-date-rank`: a member without a rank is of rank 1.
    pub rank: Option<Digest>,
    pub name: Option<Digest>,
    /// With the sex that the row tells: no rule, but two sexes are two persons.
    pub sex: Option<Digest>,
}

impl Row {
    /// Row `i` of a clear file. `named` is what it names its insurer by where nobody knows that one.
    pub(crate) fn of(
        batch: &CanonBatch,
        i: usize,
        keys: &Keys<'_>,
        named: &str,
        hasher: &Hasher,
        message: &mut Vec<u8>,
    ) -> Row {
        let whole = hasher.domain_of(Domain::Row, message, |add| {
            batch.whole(i, &mut *add);
            add(named.as_bytes());
        });
        let date = keys.date.map(BirthDate::as_bytes);
        let (told, taken) = hints::ranks(keys.rank, keys.side);
        let taken = taken.map(|rank| [b'0' + rank]);
        let sex = hints::sex(batch, i).map(|sex| [b'1' + sex as u8]);
        let nirs = keys.nirs.map(|nir| {
            let nir = nir?.as_bytes();
            let mut digest = |rule: Rule, fields: &[&[u8]]| hasher.pseudonym(rule, fields, message);
            let alone = digest(Rule::NirOnly, &[nir]);
            let dated = date.map(|date| Dated {
                date: digest(Rule::NirDate, &[nir, date]),
                rank: taken.as_ref().map(|rank| digest(Rule::NirDateRank, &[nir, date, rank])),
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
                let which: &[u8] = if which == Col::ContractNumber { b"contract" } else { b"member" };
                Some(hasher.pseudonym(Rule::ContractDateName, &[which, number, date, first_name], message))
            })
        });
        let names = keys.names.map(|name| {
            let ((date, first_name), name) = known.zip(name)?;
            Some(hasher.pseudonym(Rule::NameDate, &[name, first_name, date], message))
        });
        Row {
            whole,
            nirs,
            numbers,
            names,
            rank_told: told.is_some(),
            person_by_rank: hints::person_by_rank(keys.rank, keys.first_name.is_some()),
            person_by_name: hints::person_by_name(keys.rank, keys.first_name.is_some()),
            contract: at(&batch.contract_number, i)
                .filter(|_| keys.side == Side::Members)
                .map(|number| hasher.domain(Domain::Contract, &[number.as_bytes()], message)),
            fields: batch.fields.get(i).copied().unwrap_or_default(),
            insurer: Named::Nobody,
            traits: Traits::default(),
        }
    }

    /// Whether any rule can meet it.
    pub(crate) fn can_be_met(&self) -> bool {
        self.nirs.iter().any(Option::is_some)
            || self.numbers.iter().flatten().any(Option::is_some)
            || self.names.iter().any(Option::is_some)
    }

    /// Adds to the next row of a batch whatever this one can be met by, as far as it is asked for.
    pub(crate) fn key(&self, side: Side, asked: RuleSet, batch: &mut KeyedBatch) {
        let row = BatchIx::new(batch.rows.len());
        batch.filed.extend(self.nirs.iter().flatten().map(|nir| self.filed(nir, row)));
        self.spare(side, asked, |digest, way| batch.spare.push(SpareKey { digest, row, way }));
    }

    /// The row under one of its NIRs.
    fn filed(&self, nir: &OfNir, row: BatchIx) -> Filed {
        let dated = nir.dated.as_ref();
        Filed {
            row,
            nir: nir.alone.head(),
            // Dates of one NIR are told apart by sixteen bits of a digest: enough for the dozen that make a household.
            date: dated.map(|dated| dated.date.tail()),
            dated: dated.map_or(nir.alone, |dated| dated.date).head(),
            hints: Hints {
                rank: token(dated.and_then(|dated| dated.rank)),
                rank_told: self.rank_told,
                first_name: token(dated.and_then(|dated| dated.name)),
                sex: dated.and_then(|dated| dated.sex).map_or(0, |sex| (sex.prefix(16) as u16).max(1)),
            },
            person_by_rank: self.person_by_rank,
            person_by_name: self.person_by_name,
        }
    }

    /// As [`Tags::spare`](crate::pseudonym).
    fn spare(&self, side: Side, asked: RuleSet, mut found: impl FnMut(Digest, Way)) {
        if asked.contains(Rule::ContractDateName) {
            for [full, short] in self.numbers {
                full.into_iter().for_each(|digest| found(digest, Way::Number));
                short.into_iter().for_each(|digest| found(digest, Way::NumberWithoutZeros));
            }
        }
        for (which, name) in self.names.into_iter().enumerate() {
            let Some(name) = name else { continue };
            let of_dependant = which == 0 && side == Side::Members && self.traits.policyholder == Some(false);
            let way = if of_dependant { Way::NameOfDependant } else { Way::Name };
            if of_dependant || asked.contains(Rule::NameDate) {
                found(name, way);
            }
        }
    }
}
