//! Traits of the person in a member row, coarse enough to be kept without identifiers.

use std::collections::BTreeMap;

use super::Parties;
use super::perimeter::{Facts, PerimeterSet};
use crate::fold::{fold, fold_product, of_code};
use crate::identity::{CanonBatch, ParsedNir, Relation, Sex, at, undamaged};
use crate::index::{InsurerIx, ManagerIx};
use crate::read::Col;

/// Coarse traits of a person, each known or unknown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Traits {
    /// Policyholder (true) or dependant (false).
    pub policyholder: Option<bool>,
    /// Under 18 on the reference date.
    pub minor: Option<bool>,
    /// Cover ended before the reference date.
    pub former: bool,
    /// Died on or before the reference date.
    pub deceased: bool,
    /// According to the title; otherwise to the person's own NIR; otherwise to the NIR of the row, if its year and
    /// month are those of the birth date.
    pub sex: Option<Sex>,
    /// The first year of the decade of birth, such as 1950.
    pub decade: Option<u16>,
    /// The manager of the contract.
    pub manager: Managed,
    /// The perimeters of the insurer that contain the row.
    pub perimeters: PerimeterSet,
}

/// The manager that a member row names.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Managed {
    /// A manager of the incident file.
    By(ManagerIx),
    /// A manager that is not in the incident file.
    Unknown,
    /// No manager: the column is absent or empty.
    #[default]
    Unnamed,
}

/// Folds each distinct word of a batch once.
#[derive(Default)]
pub(super) struct Words<'a> {
    managers: BTreeMap<&'a str, String>,
    products: BTreeMap<&'a str, String>,
}

impl<'a> Words<'a> {
    fn manager(&mut self, written: &'a str) -> &str {
        self.managers.entry(written).or_insert_with(|| fold(&undamaged(written)))
    }

    fn product(&mut self, written: &'a str) -> &str {
        self.products.entry(written).or_insert_with(|| fold_product(&undamaged(written)))
    }
}

fn manager<'a>(parties: &Parties<'_>, words: &mut Words<'a>, written: &'a str) -> Managed {
    let known = parties.managers.get(words.manager(written)).copied();
    known.or_else(|| of_code(parties.managers, &undamaged(written))).map_or(Managed::Unknown, Managed::By)
}

impl Traits {
    /// Whether sex or decade of birth tell another person.
    pub fn is_of_another(&self, other: &Traits) -> bool {
        let differ = |a: Option<u16>, b: Option<u16>| a.is_some() && b.is_some() && a != b;
        differ(self.decade, other.decade) || differ(self.sex.map(|sex| sex as u16), other.sex.map(|sex| sex as u16))
    }

    /// With what another row tells of the same person: who holds a contract by either holds one, is a minor or has died by either, and has
    /// left only by both.
    #[must_use]
    pub fn and(self, other: &Traits) -> Traits {
        let either = |a: Option<bool>, b: Option<bool>| if b == Some(true) { b } else { a.or(b) };
        Traits {
            policyholder: either(self.policyholder, other.policyholder),
            minor: either(self.minor, other.minor),
            former: self.former && other.former,
            deceased: self.deceased || other.deceased,
            ..self
        }
    }

    /// All traits in 64 bits.
    pub fn pack(self) -> u64 {
        let known = |value: Option<bool>| value.map_or(0, |value| 2 | u64::from(value));
        let manager = match self.manager {
            Managed::Unnamed => 0,
            Managed::Unknown => 1,
            Managed::By(index) => 2 + u64::from(index.0),
        };
        let coarse = known(self.policyholder)
            | known(self.minor) << 2
            | u64::from(self.former) << 4
            | u64::from(self.deceased) << 5
            | self.sex.map_or(0, |sex| 1 + sex as u64) << 6;
        // Eight bits hold decades up to 2550. Sixteen bits hold far more managers than an incident has.
        let decade = self.decade.map_or(0, |decade| u64::from(decade / 10));
        coarse | decade << 8 | manager << 16 | u64::from(self.perimeters.bits()) << 32
    }

    /// The traits packed in these bits.
    pub fn unpack(bits: u64) -> Traits {
        let known = |bits: u64| (bits & 2 != 0).then_some(bits & 1 != 0);
        let decade = (bits >> 8 & 0xff) as u16;
        Traits {
            policyholder: known(bits),
            minor: known(bits >> 2),
            former: bits >> 4 & 1 != 0,
            deceased: bits >> 5 & 1 != 0,
            sex: match bits >> 6 & 3 {
                0 => None,
                1 => Some(Sex::Man),
                _ => Some(Sex::Woman),
            },
            decade: (decade != 0).then_some(decade * 10),
            manager: match bits >> 16 & 0xffff {
                0 => Managed::Unnamed,
                1 => Managed::Unknown,
                index => Managed::By(ManagerIx((index - 2) as u16)),
            },
            perimeters: PerimeterSet::from_bits((bits >> 32) as u32),
        }
    }

    /// The traits in row `i`, a member of `insurer`.
    pub(super) fn of<'a>(
        batch: &'a CanonBatch,
        i: usize,
        parties: &Parties,
        insurer: Option<InsurerIx>,
        words: &mut Words<'a>,
    ) -> Traits {
        let manager = match batch.text(Col::Manager, i) {
            None => Managed::Unnamed,
            Some(written) => manager(parties, words, written),
        };
        let date = at(&batch.birth_date, i);
        let nir = at(&batch.nir, i);
        let of_nir = || {
            let (parsed, date) = (nir?, date?);
            parsed.sex().filter(|_| parsed.birth().is_some_and(|birth| date.is_of(birth)))
        };
        let sex = at(&batch.sex, i).copied().or_else(|| at(&batch.own_nir, i).and_then(ParsedNir::sex)).or_else(of_nir);
        let perimeters = insurer.map_or(&[][..], |insurer| &parties.perimeters[usize::from(insurer)]);
        let perimeters = if perimeters.is_empty() {
            PerimeterSet::default()
        } else {
            let facts = Facts {
                manager,
                start: batch.coverage_start.at(i).map(|day| day.date()),
                end: batch.coverage_end.at(i).map(|day| day.date()),
                managed_since: batch.managed_since.at(i).map(|day| day.date()),
                contract: batch.contract_number(i),
                product: batch.text(Col::Product, i).map(|written| words.product(written)),
            };
            PerimeterSet::holding(perimeters, &facts)
        };
        Traits {
            policyholder: batch.relation.at(i).map(|r| *r == Relation::Policyholder),
            minor: date.map(|d| d.is_minor_on(parties.reference_date)),
            former: batch.coverage_end.at(i).is_some_and(|d| d.date() < parties.reference_date),
            deceased: batch.deceased_on.at(i).is_some_and(|d| d.date() <= parties.reference_date),
            sex,
            decade: date.map(|d| d.decade()),
            manager,
            perimeters,
        }
    }
}
