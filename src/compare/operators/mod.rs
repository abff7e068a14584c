//! Two operators of one report side by side, as compliance needs it when two processors lost data of the same insurers.
//!
//! Nothing is counted again: persons exposed by one or both come from the report's union, and a share is the quotient
//! of two of its counts. Each line has a sentence to quote.

mod fields;
mod insurers;
mod quality;

use anyhow::ensure;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::folder::ReportFolder;
use crate::words::Words;
use model::error::{self, Error, Result};
use model::figures::{Assessment, OperatorReport, Persons, Union};
use model::incident::Date;
use model::said::Lang;

pub(crate) use fields::{Contradiction, Contradictions, FieldLine, FieldSide};
pub(crate) use insurers::{Counted, Insurers, Notification, OwnScore, Population, SeverityLine, Share, ShareLine};
pub(crate) use quality::{Levels, Quality};

pub(crate) const SCHEMA: &str = "ampleur/operators-compared/1";

/// Two operators side by side.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Operators {
    /// Always `ampleur/operators-compared/1`.
    pub schema: String,
    /// Id of the incident.
    pub incident: String,
    /// Title of the incident.
    pub title: String,
    /// Date of the figures.
    pub reference_date: Date,
    /// The language of the sentences: `fr` or `en`.
    pub lang: String,
    /// First operator.
    pub first: Party,
    /// Second operator.
    pub second: Party,
    /// Insurers that each serves, and those whose persons it exposed.
    pub insurers: Both<Insurers>,
    /// Persons that each exposed, alone or not.
    pub persons: Both<Exposed>,
    /// Leaked rows provided, without duplicates.
    pub records: Both<u64>,
    /// Distinct contract numbers of these persons, where the member files have them.
    pub contracts: Both<u64>,
    /// Fields declared or observed for either operator.
    pub fields: Vec<FieldLine>,
    /// Fields on which declaration and rows differ; null for an operator that provided no rows.
    pub contradictions: Both<Option<Contradictions>>,
    /// Bins of the leaked rows; null for an operator that provided no rows.
    pub quality: Both<Option<Quality>>,
    /// Findings in the leaked files.
    pub findings: Both<Levels>,
    /// Share of members that each exposed, by insurer related to either operator.
    pub shares: Vec<ShareLine>,
    /// Severity and notification deadline, by insurer whose persons either operator exposed.
    pub severity: Vec<SeverityLine>,
}

/// An operator or an insurer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Party {
    /// Id of the party.
    pub id: String,
    /// Name of the party.
    pub name: String,
}

/// One line of the comparison, for both operators.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Both<T> {
    /// Value for the first operator.
    pub first: T,
    /// Value for the second operator.
    pub second: T,
    /// The same as a sentence to quote.
    pub sentence: String,
}

/// Persons exposed by an operator. The last three add up to the estimate.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Exposed {
    /// Number of persons.
    pub persons: Persons,
    /// Persons in the estimate exposed by no other operator.
    pub alone: u64,
    /// Persons in the estimate also exposed by the other of the two, whoever else exposed them.
    pub with_other: u64,
    /// Persons in the estimate also exposed by a third operator, but not by the other of the two.
    pub with_third: u64,
}

/// A part of a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Part {
    /// Size of the part.
    pub count: u64,
    /// Share of the whole, in millionths, truncated: only the whole reads as 1,000,000.
    pub share_ppm: u64,
}

/// Name and figure of each operator, for a sentence.
pub(crate) type Sides<'a, T> = [(&'a str, &'a T); 2];

/// Compares two operators of a report, given by their ids. `lang` is the language of the sentences.
pub(crate) fn compare(opened: &ReportFolder, first: &str, second: &str, lang: Lang) -> Result<Operators> {
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

/// Two operators of a report by their ids.
pub(super) fn named<'a>(a: &'a Assessment, [first, second]: [&str; 2]) -> Result<[&'a OperatorReport; 2]> {
    let ids: Vec<&str> = a.operators.iter().map(|operator| operator.id.as_str()).collect();
    let find = |id: &str| {
        let found = a.operators.iter().find(|operator| operator.id == id);
        found.ok_or_else(|| Error::Usage(error::no_such_party(error::Lacking::OperatorOfReport, id, &ids)))
    };
    let operators = [find(first)?, find(second)?];
    if first == second {
        return Err(Error::Usage(error::operator_twice(first, &ids)));
    }
    Ok(operators)
}

/// Persons of an operator, by who else exposed them.
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

/// The two operators, their report, and the words for the sentences.
struct Pair<'a> {
    opened: &'a ReportFolder,
    operators: [&'a OperatorReport; 2],
    words: Words,
}

impl<'a> Pair<'a> {
    fn of(opened: &'a ReportFolder, ids: [&str; 2], lang: Lang) -> Result<Pair<'a>> {
        let operators = named(&opened.assessment, ids)?;
        let words = Words::of(lang).of_trades(opened.assessment.incident.other_trades);
        Ok(Pair { opened, operators, words })
    }

    /// A figure of each operator, and the sentence about it.
    fn both<T>(&self, [first, second]: [T; 2], sentence: impl FnOnce(Words, Sides<'_, T>) -> String) -> Both<T> {
        let [one, other] = self.operators;
        let sentence = sentence(self.words, [(one.name.as_str(), &first), (other.name.as_str(), &second)]);
        Both { first, second, sentence }
    }
}

impl Part {
    /// `None` if the whole is zero.
    fn of(count: u64, whole: u64) -> Option<Part> {
        let share_ppm = count.saturating_mul(1_000_000).checked_div(whole)?;
        Some(Part { count, share_ppm })
    }
}
