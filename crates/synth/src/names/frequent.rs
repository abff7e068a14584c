//! The names of a nation: some names have many bearers, most have few.
//!
//! The frequency of a name falls with its rank as Mandelbrot's form of Zipf's law has it, 1 / (rank + constant). It is computed in whole
//! numbers, so that the same seed draws the same names on every machine.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{FIRST_NAMES, HEADS, MIDDLES, TAILS, capitals, simple, syllables};
use crate::draw::Draw;

/// Number of first names of each sex.
const FIRST: usize = 5_000;

/// Number of last names.
const LAST: usize = 50_000;

/// Of the law, for first names: the most frequent one has 1.5 % of the bearers.
const FIRST_CONSTANT: u32 = 10;

/// Of the law, for last names: the most frequent one has 0.3 % of the bearers.
const LAST_CONSTANT: u32 = 40;

/// The weight of a name of rank 0 and constant 1. All weights together stay below 2³².
const WEIGHT: u32 = 1 << 28;

const BEGINNINGS: [&str; 20] = [
    "Al", "Ber", "Cé", "Da", "E", "Fa", "Gi", "Jo", "Ka", "Lu", "Ma", "Na", "O", "Ra", "Sa", "Ti", "Va", "Wi", "Ya",
    "Za",
];
const INSIDES: [&str; 20] = [
    "li", "ri", "mé", "no", "lan", "dri", "vi", "cia", "si", "bel", "la", "mi", "ro", "ta", "fe", "ni", "thé", "so",
    "ra", "lé",
];
const ENDS: [[&str; 20]; 2] = [
    [
        "an", "en", "o", "ard", "el", "in", "is", "ien", "ot", "and", "us", "or", "ic", "ald", "eau", "im", "on", "er",
        "iel", "as",
    ],
    [
        "ane", "ène", "a", "ine", "elle", "ie", "ette", "ise", "ia", "otte", "ande", "onne", "ys", "ée", "iane", "ima",
        "ora", "ienne", "ance", "ille",
    ],
];

/// Names, the most frequent first.
pub(super) struct Frequent {
    names: Vec<String>,
    /// By name, its weight and those of all before it.
    sums: Vec<u32>,
}

static OF_FIRST: LazyLock<[Frequent; 2]> = LazyLock::new(|| [0, 1].map(Frequent::first));
static OF_LAST: LazyLock<Frequent> = LazyLock::new(Frequent::last);

/// The first names of a sex.
pub(super) fn first(sex: usize) -> &'static Frequent {
    &OF_FIRST[sex]
}

/// The last names.
pub(super) fn last() -> &'static Frequent {
    &OF_LAST
}

impl Frequent {
    fn first(sex: usize) -> Frequent {
        let known = FIRST_NAMES[sex].into_iter().map(str::to_owned);
        let made = (0..8_000).map(|n| syllables([&BEGINNINGS, &INSIDES, &ENDS[sex]], n * 2_741 % 8_000));
        Frequent::of(known.chain(made), FIRST, FIRST_CONSTANT)
    }

    fn last() -> Frequent {
        // The multipliers are coprime to the numbers of names, so that neighbours in rank are not alike.
        let short = (0..8_000).map(|n| simple(n * 2_741 % 8_000));
        let long = (0..160_000).map(|n| syllables([&HEADS, &MIDDLES, &MIDDLES, &TAILS], n * 54_773 % 160_000));
        Frequent::of(short.chain(long), LAST, LAST_CONSTANT)
    }

    /// The first `count` of some names that are different in capitals.
    fn of(names: impl Iterator<Item = String>, count: usize, constant: u32) -> Frequent {
        let mut seen = BTreeSet::new();
        let names: Vec<String> = names.filter(|name| seen.insert(capitals(name))).take(count).collect();
        let weights = (constant + 1..).map(|rank| WEIGHT / rank);
        let sums = weights.take(names.len()).scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Frequent { sums: sums.collect(), names }
    }

    /// One of the names, by frequency.
    pub(super) fn drawn(&self, draw: &mut Draw) -> &str {
        let lot = draw.below(self.sums.last().copied().unwrap_or(0));
        &self.names[self.sums.partition_point(|sum| *sum <= lot)]
    }

    /// The name that follows another one.
    pub(super) fn after(&self, name: &str) -> &str {
        let after = self.names.iter().skip_while(|other| *other != name).nth(1);
        after.unwrap_or(&self.names[0])
    }
}
