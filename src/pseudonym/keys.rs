//! The identifiers of one row and the digests made of them.

use super::{Digest, Hasher, NirTag, Tag};
use crate::identity::{BirthDate, CanonBatch, Filed, Name, Nir, NirKind, Number, Rank, Relation, at};
use crate::link::{Rule, Strength};
use crate::read::Side;

/// The identifiers of one row that take part in a key.
pub(super) struct Keys<'a> {
    pub side: Side,
    pub nirs: [Option<&'a Nir>; 2],
    pub date: Option<&'a BirthDate>,
    pub rank: Rank,
    pub first_name: Option<&'a [u8]>,
    /// Last and birth name, if they differ.
    pub names: [Option<&'a [u8]>; 2],
    pub numbers: [(&'static [u8], Option<&'a Number>); 2],
    is_dependant: bool,
}

impl<'a> Keys<'a> {
    pub fn of(batch: &'a CanonBatch, i: usize, side: Side) -> Self {
        let registered = |column: &'a [Option<Filed>]| {
            at(column, i).filter(|filed| filed.kind == NirKind::Registered).map(|filed| &filed.nir)
        };
        let nir = registered(&batch.nir);
        let own_nir = registered(&batch.own_nir).filter(|own| Some(*own) != nir);
        let last_name = at(&batch.last_name, i).map(Name::as_bytes);
        let birth_name = at(&batch.birth_name, i).map(Name::as_bytes).filter(|name| Some(*name) != last_name);
        Keys {
            side,
            nirs: [nir, own_nir],
            date: at(&batch.birth_date, i),
            rank: batch.birth_rank.get(i).copied().unwrap_or(Rank::Missing),
            first_name: at(&batch.first_name, i).map(Name::first),
            names: [last_name, birth_name],
            numbers: [(b"contract", at(&batch.contract_number, i)), (b"member", at(&batch.member_number, i))],
            is_dependant: at(&batch.relation, i) == Some(&Relation::Dependant),
        }
    }

    /// Whether any rule can meet the row.
    pub fn can_be_met(&self) -> bool {
        let named = self.names.iter().any(Option::is_some);
        let numbered = self.numbers.iter().any(|(_, number)| number.is_some());
        let by_name = self.date.is_some() && self.first_name.is_some() && (named || numbered);
        by_name || self.nirs.iter().any(Option::is_some)
    }

    /// Every digest under which a rule can meet the row. Of the three rules that compare NIR and birth date there is one,
    /// that of `nir-date`: rank and first name are compared as [`super::Hints`]. A leaked row that has a birth date is not met by
    /// its NIR alone. `asked` tells, by rule, whether anybody can be met by its digests; `found` is told whether a digest is of
    /// the person's own NIR, beside the one that the row is filed under.
    pub fn rules(
        &self,
        asked: [bool; Rule::ALL.len()],
        hasher: &Hasher,
        message: &mut Vec<u8>,
        mut found: impl FnMut(Digest, Strength, bool),
    ) {
        let mut add = |rule: Rule, fields: &[&[u8]], strength, own| {
            if asked[rule as usize] {
                found(hasher.pseudonym(rule, fields, message), strength, own);
            }
        };
        let date = self.date.map(BirthDate::as_bytes);
        for (nir, own) in self.nirs.into_iter().zip([false, true]) {
            let Some(nir) = nir else { continue };
            if let Some(date) = date {
                add(Rule::NirDate, &[nir.as_bytes(), date], Strength::full(Rule::NirDate), own);
            }
            if date.is_none() || self.side == Side::Members {
                add(Rule::NirOnly, &[nir.as_bytes()], Strength::full(Rule::NirOnly), own);
            }
        }
        let (Some(date), Some(first_name)) = (date, self.first_name) else { return };
        let rule = Rule::ContractDateName;
        for (which, number) in self.numbers {
            let Some(number) = number else { continue };
            add(rule, &[which, number.as_bytes(), date, first_name], Strength::full(rule), false);
            if let Some(short) = number.without_zeros() {
                add(rule, &[which, short, date, first_name], Strength::without_zeros(rule), false);
            }
        }
        for name in self.names.into_iter().flatten() {
            add(Rule::NameDate, &[name, first_name, date], Strength::full(Rule::NameDate), false);
        }
    }

    /// Every tag that the rows of one person share, with the NIR it rests on (`tags` are those of its NIRs): NIR, date and
    /// rank; and, for dependants, names and date.
    ///
    /// A rank that is not written cannot tell twins apart, so there the first name does: such a row is one person with
    /// another only if they also agree on it.
    pub fn persons(
        &self,
        tags: [Option<NirTag>; 2],
        hasher: &Hasher,
        message: &mut Vec<u8>,
        mut found: impl FnMut(Digest, Option<NirTag>),
    ) {
        let Some(date) = self.date.map(BirthDate::as_bytes) else { return };
        for (nir, tag) in self.nirs.into_iter().zip(tags).filter_map(|(nir, tag)| Some((nir?, tag?))) {
            let rank = match (self.rank, self.first_name) {
                (Rank::Given(_), _) => Some(self.rank.as_str()),
                (Rank::Missing, None) => Some("1"),
                (Rank::Missing, Some(_)) | (Rank::Family, _) => None,
            };
            let named = self.first_name.filter(|_| !matches!(self.rank, Rank::Given(2..)));
            if let Some(rank) = rank {
                found(hasher.tag(Tag::Ranked, [nir.as_bytes(), date, rank.as_bytes()], message), Some(tag));
            }
            if let Some(first_name) = named {
                found(hasher.tag(Tag::FirstNamed, [nir.as_bytes(), date, first_name], message), Some(tag));
            }
        }
        if let (true, Some(last), Some(first)) = (self.is_dependant, self.names[0], self.first_name) {
            found(hasher.tag(Tag::Dependant, [last, first, date], message), None);
        }
    }
}
