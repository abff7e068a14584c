//! Coverage of a list: every person in the estimate, counted by situation, addressee and channel.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::affected::{Addressee, Situation};
use super::channel::ChosenChannel;
use super::list::{Line, List};
use engine::index::FileIx;
use engine::plan::Plan;
use model::figures::Totals;
use model::incident::Channel;

/// Row numbers listed per file.
const FIRST_ROWS: usize = 3;

/// Coverage of a list. `persons` = `listed` + `without_id.persons`; situations and addressees each add up to `listed`,
/// as do channels with `no_channel` and `addressees.none`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Coverage {
    /// The insurer's `persons.estimate`.
    pub persons: u64,
    /// Persons in the list.
    pub listed: u64,
    /// Listed persons by situation.
    pub situations: Situations,
    /// Listed persons by addressee of the letter.
    pub addressees: Addressees,
    /// Persons to be informed through another person, whose policyholder the files do not identify or give no
    /// identifier for.
    pub without_policyholder: u64,
    /// Persons by channel, in the insurer's order; empty if it declares none.
    pub channels: Vec<ChannelCount>,
    /// Persons whom no declared channel is known to reach, without deceased persons.
    pub no_channel: u64,
    /// Persons in the estimate who are not in the list.
    pub without_id: WithoutId,
    /// Identifiers that several persons in the list share.
    pub ambiguous_ids: u64,
    /// Persons outside the estimate and the list, matched only by rules whose certainty leaves the decision to a person.
    pub doubtful: u64,
    /// Persons outside the estimate and the list, matched only by rows that also match other persons.
    pub ambiguous: u64,
    /// Persons outside the estimate and the list, matched only by a NIR, number or contact.
    pub household: u64,
}

/// Persons by situation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Situations {
    /// At least one cover continues.
    pub current: u64,
    /// Every cover had ended before the reference date.
    pub former: u64,
    /// Had died by the reference date.
    pub deceased: u64,
}

/// Persons by addressee of the letter.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Addressees {
    /// The person.
    pub person: u64,
    /// The legal representative of a minor.
    pub legal_representative: u64,
    /// The policyholder of an adult dependant.
    pub policyholder: u64,
    /// Nobody: deceased persons, to be decided case by case.
    pub none: u64,
}

/// Persons to be informed through a channel.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct ChannelCount {
    /// The channel.
    pub channel: Channel,
    /// The files have the contact details.
    pub known: u64,
    /// The files have no column for the contact details: to be verified.
    pub to_verify: u64,
}

/// Persons without an identifier in the insurer's files.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct WithoutId {
    /// Number of persons.
    pub persons: u64,
    /// Their rows.
    pub files: Vec<FileRows>,
}

/// Rows of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct FileRows {
    /// Path of the file, as in the incident file.
    pub file: String,
    /// Number of rows.
    pub rows: u64,
    /// Row numbers of the first of them in the file, three at most.
    pub first_rows: Vec<u64>,
}

impl Coverage {
    /// Counts the lines of a list. `totals` and `channels` are those of the list's insurer.
    pub(crate) fn of(plan: &Plan, list: &List, totals: &Totals, channels: &[Channel]) -> Coverage {
        let count = |holds: &dyn Fn(&Line) -> bool| list.lines.iter().filter(|line| holds(line)).count() as u64;
        let situation = |of: Situation| count(&|line| line.situation == of);
        let addressee = |of: Addressee| count(&|line| line.addressee == of);
        let through = |channel, known| count(&|line| line.channel == Some(ChosenChannel { channel, known }));
        let for_another =
            |line: &Line| matches!(line.addressee, Addressee::LegalRepresentative | Addressee::Policyholder);
        let mut declared: Vec<Channel> = Vec::new();
        for channel in channels {
            if !declared.contains(channel) {
                declared.push(*channel);
            }
        }
        let by_channel =
            |channel| ChannelCount { channel, known: through(channel, true), to_verify: through(channel, false) };
        Coverage {
            persons: totals.persons.estimate,
            listed: list.lines.len() as u64,
            situations: Situations {
                current: situation(Situation::Current),
                former: situation(Situation::Former),
                deceased: situation(Situation::Deceased),
            },
            addressees: Addressees {
                person: addressee(Addressee::Person),
                legal_representative: addressee(Addressee::LegalRepresentative),
                policyholder: addressee(Addressee::Policyholder),
                none: addressee(Addressee::Nobody),
            },
            without_policyholder: count(&|line| for_another(line) && line.policyholder.is_none()),
            channels: declared.into_iter().map(by_channel).collect(),
            no_channel: count(&|line| line.addressee != Addressee::Nobody && line.channel.is_none()),
            without_id: WithoutId { persons: list.unnamed, files: by_file(plan, &list.unnamed_rows) },
            ambiguous_ids: list.ambiguous_ids(),
            doubtful: totals.doubtful,
            ambiguous: totals.ambiguous,
            household: totals.household,
        }
    }
}

/// Rows grouped by file; `rows` is sorted.
pub(super) fn by_file(plan: &Plan, rows: &[(FileIx, u64)]) -> Vec<FileRows> {
    let of_file = |rows: &[(FileIx, u64)]| FileRows {
        file: plan.members[usize::from(rows[0].0)].source.shown.clone(),
        rows: rows.len() as u64,
        first_rows: rows.iter().take(FIRST_ROWS).map(|(_, number)| *number).collect(),
    };
    rows.chunk_by(|a, b| a.0 == b.0).map(of_file).collect()
}
