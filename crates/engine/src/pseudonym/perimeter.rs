//! Membership in perimeters, evaluated while the contract number is still in clear.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Managed;
use crate::fold::fold_product;
use crate::identity::{self, Number};
use crate::index::{InsurerIx, ManagerIx};
use model::incident::{self, Incident};

/// Maximum number of perimeters of an insurer: each row stores one bit per perimeter.
pub const MAX_PERIMETERS: usize = 32;

/// A perimeter of the incident file, ready to be evaluated on rows.
pub struct Perimeter {
    all_of: Conditions,
    any_of: Vec<Conditions>,
}

/// Conditions that must all hold; absent ones are ignored.
struct Conditions {
    manager: Option<Managed>,
    covered: Vec<(Date, Option<Date>)>,
    managed_since: Option<Date>,
    /// Contract numbers in canonical form, and the same texts folded, as names of products.
    contracts: Vec<(Option<Number>, String)>,
    products: Vec<String>,
}

/// The values of a member row that conditions can refer to.
#[derive(Default)]
pub(super) struct Facts<'a> {
    pub manager: Managed,
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub managed_since: Option<Date>,
    pub contract: Option<&'a Number>,
    pub product: Option<&'a str>,
}

impl Perimeter {
    /// The perimeters of an incident: by insurer, in the order of the incident file.
    pub fn all(incident: &Incident) -> Vec<Vec<Perimeter>> {
        let resolve = |perimeter: &incident::Perimeter| Perimeter {
            all_of: Conditions::resolve(incident, &perimeter.conditions),
            any_of: perimeter.any_of.iter().map(|conditions| Conditions::resolve(incident, conditions)).collect(),
        };
        incident.insurers.values().map(|insurer| insurer.perimeters.iter().map(resolve).collect()).collect()
    }

    fn holds(&self, facts: &Facts<'_>) -> bool {
        self.all_of.hold(facts) && (self.any_of.is_empty() || self.any_of.iter().any(|some| some.hold(facts)))
    }
}

impl Conditions {
    fn resolve(incident: &Incident, written: &incident::Conditions) -> Conditions {
        let on = written.covered_on.map(|day| (day.0, Some(day.0)));
        let between = written.covered_between.as_ref().map(|period| (period.from.0, period.to.map(|day| day.0)));
        let manager = written.managed_by.as_ref();
        let index = |id| incident.managers.keys().position(|known| known == id);
        Conditions {
            manager: manager.map(|id| index(id).map_or(Managed::Unknown, |place| Managed::By(ManagerIx::new(place)))),
            covered: on.into_iter().chain(between).collect(),
            managed_since: written.managed_since.map(|day| day.0),
            contracts: written
                .contracts
                .iter()
                .map(|c| (identity::number(c).ok().flatten(), fold_product(c)))
                .collect(),
            products: written.products.iter().map(|product| fold_product(product)).collect(),
        }
    }

    fn hold(&self, facts: &Facts<'_>) -> bool {
        // An unknown start counts as earlier and an unknown end as later, so that a person who may have been covered is
        // included.
        let covered = |(from, to): &(Date, Option<Date>)| {
            facts.end.is_none_or(|end| end >= *from) && to.is_none_or(|to| facts.start.is_none_or(|start| start <= to))
        };
        let is_product = |name: &str| facts.product == Some(name);
        let is_contract = |(number, name): &(Option<Number>, String)| {
            // A spreadsheet may have taken off the zeros in front, here or there.
            let is_same = |own: &Number| facts.contract.is_some_and(|other| bare(own) == bare(other));
            number.as_ref().is_some_and(is_same) || is_product(name)
        };
        self.manager.is_none_or(|manager| manager == facts.manager)
            && self.covered.iter().all(covered)
            && self.managed_since.is_none_or(|day| facts.managed_since.is_some_and(|since| since >= day))
            && (self.contracts.is_empty() || self.contracts.iter().any(is_contract))
            && (self.products.is_empty() || self.products.iter().any(|name| is_product(name)))
    }
}

/// A number without the zeros in front.
fn bare(number: &Number) -> &[u8] {
    number.without_zeros().unwrap_or(number.as_bytes())
}

/// Member rows in each perimeter, by insurer and position in its list.
#[derive(Default)]
pub struct InPerimeters(BTreeMap<(InsurerIx, usize), u64>);

impl InPerimeters {
    /// Counts a row of an insurer.
    pub fn count(&mut self, insurer: InsurerIx, set: PerimeterSet) {
        for place in (0..MAX_PERIMETERS).filter(|place| set.contains(*place)) {
            *self.0.entry((insurer, place)).or_default() += 1;
        }
    }

    /// Adds the counts of other rows.
    pub fn add(&mut self, other: InPerimeters) {
        for (perimeter, rows) in other.0 {
            *self.0.entry(perimeter).or_default() += rows;
        }
    }

    /// Rows in a perimeter of an insurer.
    pub fn rows(&self, insurer: InsurerIx, place: usize) -> u64 {
        self.0.get(&(insurer, place)).copied().unwrap_or(0)
    }
}

/// A set of perimeters of one insurer, by their positions in its list.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct PerimeterSet(u32);

impl PerimeterSet {
    pub(super) fn holding(perimeters: &[Perimeter], facts: &Facts<'_>) -> PerimeterSet {
        let bit = |(i, perimeter): (usize, &Perimeter)| u32::from(perimeter.holds(facts)) << i;
        PerimeterSet(perimeters.iter().take(MAX_PERIMETERS).enumerate().map(bit).sum())
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One bit per perimeter.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The set with these bits.
    pub fn from_bits(bits: u32) -> PerimeterSet {
        PerimeterSet(bits)
    }

    /// Whether the set contains the perimeter at a position.
    pub fn contains(self, place: usize) -> bool {
        self.0 >> place & 1 == 1
    }
}
