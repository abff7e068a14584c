//! `ampleur notify`: whom an insurer writes to.

use std::path::PathBuf;

use clap::Args;

use super::{PROGRAM, Printed};
use crate::notify::{self, Format, Protection, Request};
use engine::plan::Plan;
use model::error::{Error, Result};
use model::staging;

/// List an insurer's concerned persons by its own identifiers, for the letters
///
/// Assesses the incident and writes DIR/<insurer>/: the list, a line for each person of the insurer's estimate, and notified.json,
/// which names nobody: what was read, how the list is kept from others, how many can be told through what. A person stands
/// there by the `member_id` of the insurer's files; never the NIR, a name, a date or a contract number. The list is encrypted
/// for the insurer with age; the passphrase, if any, stands in a file, never in an argument or the environment.
///
/// A minor is told through a legal representative, an adult dependant through the policyholder; former members and the deceased
/// stand apart. The channel is the first that the insurer declares and its files know the contact of. A former list of the same
/// insurer and incident is replaced whole; any other folder is left alone.
///
/// In memory: what assess takes, and about 300 bytes a person.
#[derive(Args)]
#[command(
    after_help = "Example:\n  ampleur notify samples/tiers-payant-2024/incident.toml --insurer harmonie-mutuelle --in-clear"
)]
pub struct Notify {
    /// The incident file
    incident: PathBuf,
    /// The insurer, by its id in the incident file
    #[arg(long, value_name = "ID")]
    insurer: String,
    #[command(flatten)]
    protect: Protect,
    /// The folder in which the insurer's own is made or replaced
    #[arg(short, long, value_name = "DIR", default_value = "notify")]
    out: PathBuf,
    /// How the list is written, under its encryption
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    #[command(flatten)]
    printed: Printed,
}

/// Who can read the list: recipients, those who know a passphrase, or anybody.
#[derive(Args)]
#[group(required = true, multiple = true)]
struct Protect {
    /// Encrypt to this age public key; may be given several times
    #[arg(short, long, value_name = "AGE1…")]
    recipient: Vec<String>,
    /// Encrypt to the age public keys of this file, one a line
    #[arg(long, value_name = "FILE")]
    recipients_file: Option<PathBuf>,
    /// Encrypt under the passphrase in this file, which only you may read (mode 0600)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["recipient", "recipients_file"])]
    passphrase_file: Option<PathBuf>,
    /// Do not encrypt; notified.json records it
    #[arg(long, conflicts_with_all = ["recipient", "recipients_file", "passphrase_file"])]
    in_clear: bool,
}

impl Notify {
    pub fn run(self) -> Result<u8> {
        staging::sweep(&self.out)?;
        let protection = match &self.protect {
            Protect { in_clear: true, .. } => Protection::InClear,
            Protect { passphrase_file: Some(path), .. } => Protection::passphrase(path)?,
            Protect { recipient, recipients_file, .. } => {
                Protection::recipients(recipient, recipients_file.as_deref())?
            }
        };
        let (plan, mut problems) = Plan::draft(&self.incident)?;
        problems.extend(plan.missing_sides(&self.incident));
        if !problems.is_empty() {
            return Err(Error::Refused(problems));
        }
        let request =
            Request { insurer: &self.insurer, out: &self.out, protection, format: self.format, program: PROGRAM };
        let notified = notify::notify(&plan, &request)?;
        self.printed.tell(&notified, |w| notify::view(&notified, w, &request.folder()))?;
        Ok(0)
    }
}
