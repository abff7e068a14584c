//! Two operators of one report, side by side: what compliance asks when two processors lost data of the same insurers.
//!
//! A report goes in; out comes each figure of the one beside the other's, with a sentence to quote. Nothing is counted anew:
//! who is alone or shared is the report's union, a share is made of two of its counts.

mod fields;
mod insurers;
mod quality;

use anyhow::ensure;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::opened::Opened;
use crate::words::Words;
use model::error::{self, Error, Result};
use model::figures::{OperatorReport, Persons, Union};
use model::incident::Date;
use model::options::Lang;

pub use fields::{Contradiction, Contradictions, FieldLine, FieldSide};
pub use insurers::{Counted, Insurers, Notification, OwnScore, Population, SeverityLine, Share, ShareLine};
pub use quality::{Levels, Quality};

/// The schema name of what `ampleur compare --operators --json` prints.
pub const SCHEMA: &str = "ampleur/operators-compared/1";

/// Two operators side by side.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Operators {
    /// Always `ampleur/operators-compared/1`.
    pub schema: String,
    /// The incident's id.
    pub incident: String,
    /// Its title.
    pub title: String,
    /// The day the figures are true of.
    pub reference_date: Date,
    /// The language of the sentences: `fr` or `en`.
    pub lang: String,
    /// One operator.
    pub first: Party,
    /// The other.
    pub second: Party,
    /// Whom they serve, and at whom they exposed somebody.
    pub insurers: Both<Insurers>,
    /// Whom they exposed, alone or not.
    pub persons: Both<Exposed>,
    /// Leaked rows handed over, duplicates left out.
    pub records: Both<u64>,
    /// Distinct contract numbers of their persons, where the members' files have them.
    pub contracts: Both<u64>,
    /// By field that either declares or shows.
    pub fields: Vec<FieldLine>,
    /// Fields told otherwise than the rows show them; null for an operator that has handed over no rows.
    pub contradictions: Both<Option<Contradictions>>,
    /// Where the rows of their leaks went; null for an operator that has handed over no rows.
    pub quality: Both<Option<Quality>>,
    /// What was found in the files of their leaks.
    pub findings: Both<Levels>,
    /// By insurer that either has to do with: how many of its members each exposed.
    pub shares: Vec<ShareLine>,
    /// By insurer whose persons either exposed: how grave, and until when the authority is to be told.
    pub severity: Vec<SeverityLine>,
}

/// An operator or an insurer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One thing told of both operators.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Both<T> {
    /// Of the first.
    pub first: T,
    /// Of the second.
    pub second: T,
    /// The same in words, to be quoted.
    pub sentence: String,
}

/// Persons whom an operator exposed, and who else did: the last three add up to the estimate.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Exposed {
    /// How many.
    pub persons: Persons,
    /// Of the estimate: by no other operator.
    pub alone: u64,
    /// Of the estimate: by the other of the two as well, whoever else did.
    pub with_other: u64,
    /// Of the estimate: by a third operator as well, and not by the other of the two.
    pub with_third: u64,
}

/// A part of a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// How many.
    pub count: u64,
    /// Their share of the whole, in millionths, cut and not rounded: what is not all never reads as all.
    pub share_ppm: u64,
}

/// A name and a figure of each operator, for a sentence.
pub(crate) type Sides<'a, T> = [(&'a str, &'a T); 2];

/// Compares two operators of a report, by their ids. Sentences are in the language asked for.
pub fn compare(opened: &Opened, first: &str, second: &str, lang: Lang) -> Result<Operators> {
    let pair = Pair::of(opened, [first, second], lang)?;
    let a = &opened.assessment;
    let [one, other] = pair.operators;
    let union = &a.unions.operators;
    let exposed = [exposed(union, one, other)?, exposed(union, other, one)?];
    Ok(Operators {
        schema: SCHEMA.to_owned(),
        incident: a.incident.id.clone(),
        title: a.incident.title.clone(),
        reference_date: opened.incident.reference_date,
        lang: pair.words.lang_code().to_owned(),
        first: Party { id: one.id.clone(), name: one.name.clone() },
        second: Party { id: other.id.clone(), name: other.name.clone() },
        insurers: pair.insurers(),
        persons: pair.both(exposed, Words::operators_persons),
        records: pair.both(pair.operators.map(|operator| operator.totals.records), Words::operators_records),
        contracts: pair.both(pair.operators.map(|operator| operator.totals.contracts), Words::operators_contracts),
        fields: pair.fields(),
        contradictions: pair.contradictions(),
        quality: pair.quality(),
        findings: pair.findings(),
        shares: pair.shares(),
        severity: pair.severity(),
    })
}

/// Who else exposed an operator's persons.
fn exposed(union: &Union, operator: &OperatorReport, other: &OperatorReport) -> anyhow::Result<Exposed> {
    let mut exposed = Exposed { persons: operator.totals.persons, alone: 0, with_other: 0, with_third: 0 };
    for part in union.exactly.iter().filter(|part| part.of.contains(&operator.id)) {
        *match part.of.len() {
            1 => &mut exposed.alone,
            _ if part.of.contains(&other.id) => &mut exposed.with_other,
            _ => &mut exposed.with_third,
        } += part.persons;
    }
    let sum = exposed.alone + exposed.with_other + exposed.with_third;
    ensure!(sum == exposed.persons.estimate, "{}: {sum} alone and shared are not its estimate", operator.id);
    Ok(exposed)
}

/// The two operators, the report they are of, and the words to tell of them.
struct Pair<'a> {
    opened: &'a Opened,
    operators: [&'a OperatorReport; 2],
    words: Words,
}

impl<'a> Pair<'a> {
    fn of(opened: &'a Opened, [first, second]: [&str; 2], lang: Lang) -> Result<Pair<'a>> {
        let known = &opened.assessment.operators;
        let ids: Vec<&str> = known.iter().map(|operator| operator.id.as_str()).collect();
        let find = |id: &str| {
            let found = known.iter().find(|operator| operator.id == id);
            found.ok_or_else(|| Error::Usage(error::no_such_party("the report has no operator", id, &ids)))
        };
        let operators = [find(first)?, find(second)?];
        if first == second {
            return Err(Error::Usage(error::operator_twice(first, &ids)));
        }
        Ok(Pair { opened, operators, words: Words::of(lang) })
    }

    /// A figure of each, and the sentence that tells them.
    fn both<T>(&self, [first, second]: [T; 2], tell: impl FnOnce(Words, Sides<'_, T>) -> String) -> Both<T> {
        let [one, other] = self.operators;
        let sentence = tell(self.words, [(one.name.as_str(), &first), (other.name.as_str(), &second)]);
        Both { first, second, sentence }
    }
}

impl Part {
    /// None of a whole that is nothing.
    fn of(count: u64, whole: u64) -> Option<Part> {
        let share_ppm = count.saturating_mul(1_000_000).checked_div(whole)?;
        Some(Part { count, share_ppm })
    }
}
