//! Which member rows a perimeter holds: worked out while the contract number is still there to be read.

use jiff::civil::Date;

use super::Managed;
use crate::fold::fold;
use crate::identity::{self, Number};
use crate::index::ManagerIx;
use model::incident::{self, Incident};

/// Perimeters that an insurer may have: each row keeps a bit for each.
pub const MAX_PERIMETERS: usize = 32;

/// A population as the incident file draws it, ready to be compared with rows.
pub struct Perimeter {
    all_of: Conditions,
    any_of: Vec<Conditions>,
}

/// Each one that is given must hold.
struct Conditions {
    manager: Option<Managed>,
    covered: Vec<(Date, Option<Date>)>,
    managed_since: Option<Date>,
    /// Contract numbers in canonical form, and the same words folded, as names of products.
    contracts: Vec<(Option<Number>, String)>,
    products: Vec<String>,
}

/// What a member row tells that a condition can ask for.
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
    /// Those of an incident: by insurer, in the order of ids, as listed.
    pub fn all(incident: &Incident) -> Vec<Vec<Perimeter>> {
        let of = |perimeter: &incident::Perimeter| Perimeter {
            all_of: Conditions::of(incident, &perimeter.conditions),
            any_of: perimeter.any_of.iter().map(|conditions| Conditions::of(incident, conditions)).collect(),
        };
        incident.insurers.values().map(|insurer| insurer.perimeters.iter().map(of).collect()).collect()
    }

    fn holds(&self, facts: &Facts<'_>) -> bool {
        self.all_of.hold(facts) && (self.any_of.is_empty() || self.any_of.iter().any(|some| some.hold(facts)))
    }
}

impl Conditions {
    fn of(incident: &Incident, written: &incident::Conditions) -> Conditions {
        let on = written.covered_on.map(|day| (day.0, Some(day.0)));
        let between = written.covered_between.as_ref().map(|period| (period.from.0, period.to.map(|day| day.0)));
        let manager = written.managed_by.as_ref();
        let index = |id| incident.managers.keys().position(|known| known == id);
        Conditions {
            manager: manager.map(|id| index(id).map_or(Managed::Unknown, |place| Managed::By(ManagerIx::new(place)))),
            covered: on.into_iter().chain(between).collect(),
            managed_since: written.managed_since.map(|day| day.0),
            contracts: written.contracts.iter().map(|c| (identity::number(c).ok().flatten(), fold(c))).collect(),
            products: written.products.iter().map(|product| fold(product)).collect(),
        }
    }

    fn hold(&self, facts: &Facts<'_>) -> bool {
        // A start that is not told is taken to lie before, an end that is not told after: who may have been covered is in.
        let covered = |(from, to): &(Date, Option<Date>)| {
            facts.end.is_none_or(|end| end >= *from) && to.is_none_or(|to| facts.start.is_none_or(|start| start <= to))
        };
        let is_product = |name: &str| facts.product == Some(name);
        let is_contract = |(number, name): &(Option<Number>, String)| {
            (number.is_some() && facts.contract == number.as_ref()) || is_product(name)
        };
        self.manager.is_none_or(|manager| manager == facts.manager)
            && self.covered.iter().all(covered)
            && self.managed_since.is_none_or(|day| facts.managed_since.is_some_and(|since| since >= day))
            && (self.contracts.is_empty() || self.contracts.iter().any(is_contract))
            && (self.products.is_empty() || self.products.iter().any(|name| is_product(name)))
    }
}

/// Some of an insurer's perimeters, by their place in its list.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct PerimeterSet(u32);

impl PerimeterSet {
    pub(super) fn of(perimeters: &[Perimeter], facts: &Facts<'_>) -> PerimeterSet {
        let bit = |(i, perimeter): (usize, &Perimeter)| u32::from(perimeter.holds(facts)) << i;
        PerimeterSet(perimeters.iter().take(MAX_PERIMETERS).enumerate().map(bit).sum())
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One bit a perimeter.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The set of these bits.
    pub fn from_bits(bits: u32) -> PerimeterSet {
        PerimeterSet(bits)
    }

    /// Whether the perimeter of that place is one.
    pub fn contains(self, place: usize) -> bool {
        self.0 >> place & 1 == 1
    }
}
