//! The identifiers of one row that rules compare.

use crate::identity::{BirthDate, CanonBatch, Contact, Name, Nir, NirKind, Number, ParsedNir, Rank, Relation, at};
use crate::read::{Col, Side};

/// The identifiers of one row that blocking keys are made from.
pub(super) struct Keys<'a> {
    batch: &'a CanonBatch,
    i: usize,
    pub side: Side,
    pub nirs: [Option<&'a Nir>; 2],
    pub date: Option<&'a BirthDate>,
    pub rank: Rank,
    pub first_name: Option<&'a [u8]>,
    /// Last name, and birth name if different.
    pub names: [Option<&'a [u8]>; 2],
    pub numbers: [(Col, Option<&'a Number>); Col::NUMBERS.len()],
    pub is_dependant: bool,
}

impl<'a> Keys<'a> {
    pub(super) fn of(batch: &'a CanonBatch, i: usize, side: Side) -> Self {
        let registered = |column: &'a [Option<ParsedNir>]| {
            at(column, i).filter(|parsed| parsed.kind == NirKind::Registered).map(|parsed| &parsed.nir)
        };
        let nir = registered(&batch.nir);
        let own_nir = registered(&batch.own_nir).filter(|own| Some(*own) != nir);
        let last_name = batch.last_name.at(i).map(Name::as_bytes);
        let birth_name = batch.birth_name.at(i).map(Name::as_bytes).filter(|name| Some(*name) != last_name);
        Keys {
            batch,
            i,
            side,
            nirs: [nir, own_nir],
            date: at(&batch.birth_date, i),
            rank: batch.birth_rank.get(i).copied().unwrap_or(Rank::Missing),
            first_name: batch.first_name.at(i).map(Name::first),
            names: [last_name, birth_name],
            numbers: batch.numbers(i),
            is_dependant: batch.relation.at(i) == Some(&Relation::Dependant),
        }
    }

    /// E-mail addresses, telephone numbers and IBANs.
    pub(super) fn contacts(&self) -> Vec<Contact> {
        self.batch.contacts(self.i)
    }

    /// Whether any rule can match the row.
    pub(super) fn can_match(&self) -> bool {
        let named = self.names.iter().any(Option::is_some);
        let numbered = self.numbers.iter().any(|(_, number)| number.is_some());
        let (dated, first_named) = (self.date.is_some(), self.first_name.is_some());
        let identified = named && first_named && dated;
        if self.nirs.iter().any(Option::is_some) || identified || numbered {
            return true;
        }
        let two = usize::from(named) + usize::from(first_named) + usize::from(dated) == 2;
        !self.contacts().is_empty() || (two && self.batch.address(self.i).is_some())
    }
}
