//! The only door to [`KeyedBatch`], after which no identifier exists.
//!
//! A keyed row has digests, one for each way a rule can meet it, and coarse traits: which insurer it names, policyholder
//! or dependant, minor, former, deceased. Its fields are private to this file.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Digest, Hasher, Tag};
use crate::identity::{BirthDate, CanonBatch, Fault, Filed, Nir, NirKind, Number, Rank, Relation, SetAside, at, fold};
use crate::incident::FieldSet;
use crate::link::{Rule, Strength};
use crate::read::Side;

/// Rows without identifiers.
pub struct KeyedBatch {
    rows: Vec<KeyedRow>,
    rule_keys: Vec<RuleKey>,
    person_keys: Vec<PersonKey>,
}

impl KeyedBatch {
    /// One entry a row.
    pub fn rows(&self) -> &[KeyedRow] {
        &self.rows
    }
    /// The digests under which the rows can be met.
    pub fn rule_keys(&self) -> &[RuleKey] {
        &self.rule_keys
    }
    /// Members: the digests that two rows of one person share.
    pub fn person_keys(&self) -> &[PersonKey] {
        &self.person_keys
    }
}

/// What is left of a row.
#[derive(Clone, Copy)]
pub struct KeyedRow {
    /// Equal for rows of one party whose canonical values are all equal.
    pub whole: Digest,
    /// Members: the contract, where its number is known.
    pub contract: Option<Digest>,
    /// Leaks: the fields the row gives away.
    pub fields: FieldSet,
    /// Leaks: the insurer it names. Members: the one it is covered by, unknown only if the row is rejected.
    pub insurer: Named,
    /// Members: what kind of person it is about.
    pub traits: Traits,
    /// Whether no rule can meet it.
    pub rejected: bool,
}

/// A digest and the row (within its batch) it was made of.
#[derive(Clone, Copy)]
pub struct RuleKey {
    /// The digest, in the rule's own domain.
    pub digest: Digest,
    /// Index in [`KeyedBatch::rows`].
    pub row: u32,
    /// The rule.
    pub strength: Strength,
}

/// A digest shared by member rows of one person.
#[derive(Clone, Copy)]
pub struct PersonKey {
    /// The digest.
    pub digest: Digest,
    /// Index in [`KeyedBatch::rows`].
    pub row: u32,
}

/// The insurer that a leaked row names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// None: the column is absent or empty.
    Nobody,
    /// One that the incident file does not know.
    Unknown,
    /// The insurer of that index, in the order of their ids.
    Insurer(u16),
}

/// Coarse traits of a person; each is known or not.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Traits {
    /// Policyholder or dependant.
    pub policyholder: Option<bool>,
    /// Under 18 on the reference date.
    pub minor: Option<bool>,
    /// Cover ended before the reference date.
    pub former: bool,
    /// Died on or before the reference date.
    pub deceased: bool,
}

/// What keying needs to know of the parties.
pub struct Parties {
    /// Folded code, id or name → index of the insurer.
    pub insurers: BTreeMap<String, u16>,
    /// Whose rows these are.
    pub of: Party,
    /// The day ages are taken at.
    pub reference_date: Date,
}

/// The party that a file comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// Records that the operator of that index lost.
    Operator(u16),
    /// Members of the insurer of that index.
    Insurer(u16),
    /// Members of the insurer that each row names.
    ByRow,
}

/// Hashes a batch. Rows that no rule can meet are rejected, and added to what was set aside.
pub fn key(batch: &CanonBatch, parties: &Parties, hasher: &Hasher) -> (KeyedBatch, Vec<SetAside>) {
    let side = if matches!(parties.of, Party::Operator(_)) { Side::Leaks } else { Side::Members };
    let mut rejects = Vec::new();
    let mut named: BTreeMap<&str, Named> = BTreeMap::new();
    let mut message = Vec::with_capacity(256);
    let mut keyed = KeyedBatch {
        rows: Vec::with_capacity(batch.rows.len()),
        rule_keys: Vec::with_capacity(4 * batch.rows.len()),
        person_keys: Vec::new(),
    };
    for i in 0..batch.rows.len() {
        let row = keyed.rows.len() as u32;
        let before = keyed.rule_keys.len();
        let written = batch.insurer.as_ref().and_then(|text| text.get(i)).map(str::trim).filter(|t| !t.is_empty());
        let insurer = match (parties.of, written) {
            (Party::Insurer(index), _) => Named::Insurer(index),
            (_, None) => Named::Nobody,
            // A file names few insurers, and each many times.
            (_, Some(code)) => *named.entry(code).or_insert_with(|| {
                parties.insurers.get(&fold(code)).map_or(Named::Unknown, |index| Named::Insurer(*index))
            }),
        };
        let keys = Keys::of(batch, i, side);
        let nobody_s = side == Side::Members && !matches!(insurer, Named::Insurer(_));
        if !nobody_s {
            let made = |digest, strength| keyed.rule_keys.push(RuleKey { digest, row, strength });
            keys.rules(hasher, &mut message, made);
        }
        let rejected = keyed.rule_keys.len() == before;
        if rejected {
            let fault = if nobody_s { Fault::InsurerUnknown } else { Fault::Incomplete };
            rejects.push(SetAside { row: batch.rows[i], col: None, fault });
        }
        if side == Side::Members && !rejected {
            let made = before..keyed.rule_keys.len();
            let (person_keys, rule_keys) = (&mut keyed.person_keys, &keyed.rule_keys);
            keys.persons(hasher, &rule_keys[made], &mut message, |digest| person_keys.push(PersonKey { digest, row }));
        }
        // An insurer that is known is the same however the row names it.
        let index = if let Named::Insurer(index) = insurer { index.to_be_bytes() } else { [0; 2] };
        let name = match insurer {
            Named::Nobody => &[],
            Named::Unknown => written.unwrap_or("").as_bytes(),
            Named::Insurer(_) => &index[..],
        };
        let operator = if let Party::Operator(index) = parties.of { index.to_be_bytes() } else { [0; 2] };
        let whole = hasher.tag_of(Tag::Row, &mut message, |add| {
            batch.whole(i, &mut *add);
            add(&operator);
            add(name);
        });
        keyed.rows.push(KeyedRow {
            whole,
            contract: at(&batch.contract_number, i)
                .filter(|_| side == Side::Members)
                .map(|number| hasher.tag(Tag::Contract, [name, number.as_bytes()], &mut message)),
            fields: batch.fields.get(i).copied().unwrap_or_default(),
            insurer,
            traits: Traits {
                policyholder: at(&batch.relation, i).map(|r| *r == Relation::Policyholder),
                minor: at(&batch.birth_date, i).map(|d| d.is_minor_on(parties.reference_date)),
                former: at(&batch.coverage_end, i).is_some_and(|d| d.date() < parties.reference_date),
                deceased: at(&batch.deceased_on, i).is_some_and(|d| d.date() <= parties.reference_date),
            },
            rejected,
        });
    }
    (keyed, rejects)
}

/// Which rows of a batch no rule can meet; nothing is hashed. `insurers` is given for members whose rows name their own.
pub fn rejects(batch: &CanonBatch, side: Side, insurers: Option<&BTreeMap<String, u16>>) -> Vec<SetAside> {
    let known = |i: usize| match (insurers, &batch.insurer) {
        (None, _) => true,
        (Some(insurers), Some(text)) => text.get(i).is_some_and(|code| insurers.contains_key(&fold(code))),
        (Some(_), None) => false,
    };
    let fault = |i: usize| match () {
        () if !known(i) => Some(Fault::InsurerUnknown),
        () if !Keys::of(batch, i, side).can_be_met() => Some(Fault::Incomplete),
        () => None,
    };
    let rejected = batch.rows.iter().enumerate().filter_map(|(i, row)| Some((*row, fault(i)?)));
    rejected.map(|(row, fault)| SetAside { row, col: None, fault }).collect()
}

/// The identifiers of one row that take part in a key.
struct Keys<'a> {
    nirs: [Option<&'a Nir>; 2],
    date: Option<&'a [u8]>,
    rank: Rank,
    /// The rank as it takes part in keys: a member without one is of rank 1, a leaked row without one of none.
    rank_digit: Option<&'static [u8]>,
    first_name: Option<&'a [u8]>,
    last_name: Option<&'a [u8]>,
    numbers: [(&'static [u8], Option<&'a Number>); 2],
    is_dependant: bool,
}

impl<'a> Keys<'a> {
    fn of(batch: &'a CanonBatch, i: usize, side: Side) -> Self {
        let registered = |column: &'a [Option<Filed>]| {
            at(column, i).filter(|filed| filed.kind == NirKind::Registered).map(|filed| &filed.nir)
        };
        let nir = registered(&batch.nir);
        let own_nir = registered(&batch.own_nir).filter(|own| Some(*own) != nir);
        let rank = batch.birth_rank.get(i).copied().unwrap_or(Rank::Missing);
        Keys {
            nirs: [nir, own_nir],
            date: at(&batch.birth_date, i).map(BirthDate::as_bytes),
            rank,
            rank_digit: match (rank, side) {
                (Rank::Given(_), _) => Some(rank.as_str().as_bytes()),
                (Rank::Missing, Side::Members) => Some(b"1"),
                (Rank::Missing, Side::Leaks) | (Rank::Family, _) => None,
            },
            first_name: at(&batch.first_name, i).map(|n| n.first()),
            last_name: at(&batch.last_name, i).map(|n| n.as_bytes()),
            numbers: [(b"contract", at(&batch.contract_number, i)), (b"member", at(&batch.member_number, i))],
            is_dependant: at(&batch.relation, i) == Some(&Relation::Dependant),
        }
    }

    /// Whether any rule can meet the row.
    fn can_be_met(&self) -> bool {
        let by_nir = self.nirs.iter().any(Option::is_some) && (self.rank_digit.is_some() || self.first_name.is_some());
        let by_number = self.numbers.iter().any(|(_, number)| number.is_some()) && self.first_name.is_some();
        self.date.is_some() && (by_nir || by_number)
    }

    /// Every digest under which a rule can meet the row.
    fn rules(&self, hasher: &Hasher, message: &mut Vec<u8>, mut found: impl FnMut(Digest, Strength)) {
        let Some(date) = self.date else { return };
        for nir in self.nirs.into_iter().flatten() {
            if let Some(rank) = self.rank_digit {
                let rule = Rule::NirDateRank;
                let digest = hasher.pseudonym(rule, &[nir.as_bytes(), date, rank], message);
                found(digest, Strength::full(rule));
            }
            if let Some(first_name) = self.first_name {
                let rule = Rule::NirDateName;
                let digest = hasher.pseudonym(rule, &[nir.as_bytes(), date, first_name], message);
                found(digest, Strength::full(rule));
            }
        }
        let Some(first_name) = self.first_name else { return };
        let rule = Rule::ContractDateName;
        for (which, number) in self.numbers {
            let Some(number) = number else { continue };
            let mut digest = |number| hasher.pseudonym(rule, &[which, number, date, first_name], message);
            found(digest(number.as_bytes()), Strength::full(rule));
            if let Some(short) = number.without_zeros() {
                found(digest(short), Strength::without_zeros(rule));
            }
        }
    }

    /// Every digest that the rows of one person share: NIR, date and rank; and, for dependants, names and date.
    ///
    /// A rank that is not written cannot tell twins apart, so there the first name does: such a row is one person with
    /// another only if they also agree on it. `made` are the row's own rule digests, which serve again.
    fn persons(&self, hasher: &Hasher, made: &[RuleKey], message: &mut Vec<u8>, mut found: impl FnMut(Digest)) {
        for key in made {
            let by_rank = matches!(self.rank, Rank::Given(_)) || self.first_name.is_none();
            let by_name = !matches!(self.rank, Rank::Given(2..));
            if (key.strength == Strength::full(Rule::NirDateRank) && by_rank)
                || (key.strength == Strength::full(Rule::NirDateName) && by_name)
            {
                found(key.digest);
            }
        }
        if let (true, Some(last), Some(first), Some(date)) =
            (self.is_dependant, self.last_name, self.first_name, self.date)
        {
            found(hasher.tag(Tag::Dependant, [last, first, date], message));
        }
    }
}
