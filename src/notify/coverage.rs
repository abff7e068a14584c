//! How far a list reaches: every person of the estimate once, by situation, by addressee, by channel.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::concerned::{Addressee, Situation};
use super::list::{Line, List};
use super::way::Way;
use engine::plan::Plan;
use model::figures::Totals;
use model::incident::Channel;

/// Row numbers that are kept of what is told.
const FIRST_ROWS: usize = 3;

/// Who is in a list, and how the letters go. `persons` = `listed` + `without_id.persons`; situations add up to `listed`, and so
/// do addressees; channels, `no_channel` and `addressees.none` too.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// The insurer's `persons.estimate`.
    pub persons: u64,
    /// Persons in the list.
    pub listed: u64,
    /// Of these, by whether they are still insured.
    pub situations: Situations,
    /// By whom the letter goes to.
    pub addressees: Addressees,
    /// Of those told through another person: whose policyholder the files do not tell, or have no identifier of.
    pub without_policyholder: u64,
    /// By channel, in the order in which the insurer declares them; none if it declares none.
    pub channels: Vec<ChannelCount>,
    /// Persons whom no declared channel is known to reach, the deceased left out.
    pub no_channel: u64,
    /// Persons who are in the estimate and not in the list.
    pub without_id: WithoutId,
    /// Identifiers that several persons of the list have.
    pub ambiguous_ids: u64,
    /// Persons outside the estimate, and so outside the list, who are met only by rows that mean others as well.
    pub ambiguous: u64,
    /// Persons outside the estimate, and so outside the list, of whom only the NIR is met.
    pub household: u64,
}

/// Persons by whether they are still insured.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Situations {
    /// Some cover goes on.
    pub current: u64,
    /// Every cover had ended before the reference date.
    pub former: u64,
    /// Had died by then.
    pub deceased: u64,
}

/// Persons by whom the letter goes to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Addressees {
    /// To the person.
    pub person: u64,
    /// To the legal representative of a minor.
    pub legal_representative: u64,
    /// To the policyholder of an adult dependant.
    pub policyholder: u64,
    /// To nobody: the deceased, to be decided by hand.
    pub none: u64,
}

/// Persons whom a channel is to reach.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChannelCount {
    /// The channel.
    pub channel: Channel,
    /// What it needs stands in the files.
    pub known: u64,
    /// The files have no column for it: to be verified.
    pub to_verify: u64,
}

/// Persons whom the insurer's files give no identifier.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WithoutId {
    /// How many.
    pub persons: u64,
    /// Where they stand.
    pub files: Vec<FileRows>,
}

/// Rows of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FileRows {
    /// The file, as the incident file writes it.
    pub file: String,
    /// How many.
    pub rows: u64,
    /// The first of them, by number in the user's file; three at most.
    pub first_rows: Vec<u64>,
}

impl Coverage {
    /// Counts the lines of a list; `totals` and `channels` are those of its insurer.
    pub fn of(plan: &Plan, list: &List, totals: &Totals, channels: &[Channel]) -> Coverage {
        let count = |holds: &dyn Fn(&Line) -> bool| list.lines.iter().filter(|line| holds(line)).count() as u64;
        let situation = |of: Situation| count(&|line| line.situation == of);
        let addressee = |of: Addressee| count(&|line| line.addressee == of);
        let through = |channel, known| count(&|line| line.way == Some(Way { channel, known }));
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
            no_channel: count(&|line| line.addressee != Addressee::Nobody && line.way.is_none()),
            without_id: WithoutId { persons: list.unnamed, files: files(plan, &list.unnamed_rows) },
            ambiguous_ids: list.ambiguous_ids(),
            ambiguous: totals.ambiguous,
            household: totals.household,
        }
    }
}

/// Rows by file; they are in order.
fn files(plan: &Plan, rows: &[(u16, u64)]) -> Vec<FileRows> {
    let of_file = |rows: &[(u16, u64)]| FileRows {
        file: plan.members[usize::from(rows[0].0)].source.shown.clone(),
        rows: rows.len() as u64,
        first_rows: rows.iter().take(FIRST_ROWS).map(|(_, number)| *number).collect(),
    };
    rows.chunk_by(|a, b| a.0 == b.0).map(of_file).collect()
}
