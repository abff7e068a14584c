//! `ampleur notify`

use std::path::PathBuf;

use clap::Args;

use super::{PROGRAM, PrintOptions};
use crate::language::Language;
use crate::notify::{self, Format, Protection, Request};
use engine::plan::Plan;
use model::error::{Error, Result};
use model::staging;

/// List the affected persons of an insurer by its own member identifiers
///
/// Assesses the incident and writes two files to DIR/<insurer>/. The list, for the letters, has one line per person of the
/// insurer's estimate who has a member_id in its files; it holds no NIR, name, date or contract number. It is encrypted with
/// age, to public keys or with a passphrase read from a file. notified.json identifies nobody: it records the inputs, the
/// encryption, and how many persons each channel reaches.
///
/// Minors are addressed through a legal representative, adult dependants through the policyholder. Former members and deceased
/// persons are marked as such. The channel is the first one declared by the insurer for which its files have contact details;
/// if they have no column for these, it is marked as to be verified. An earlier list of the same insurer and incident is
/// replaced; any other folder is left untouched.
///
/// Memory: that of an assessment, and about 1.6 kB per person.
#[derive(Args)]
#[command(
    after_help = "Example:\n  ampleur notify samples/tiers-payant-2024/incident.toml --insurer harmonie-mutuelle --in-clear"
)]
pub(super) struct Notify {
    /// Incident file
    incident: PathBuf,
    /// Id of the insurer in the incident file
    #[arg(long, value_name = "ID")]
    insurer: String,
    #[command(flatten)]
    protect: Protect,
    /// List instead the leaked rows that may be about a member and count for nobody: doubtful, ambiguous, of a household, or
    /// matching nobody and resembling a member. Each line says why, and ends with the decision as the incident file takes it
    /// (`decided`). Written to DIR/<insurer>-doubtful/
    #[arg(long)]
    doubtful: bool,
    /// Folder for lists; the list is written to DIR/<insurer>/
    #[arg(short, long, value_name = "DIR", default_value = "notify")]
    out: PathBuf,
    /// Format of the list before encryption
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    #[command(flatten)]
    print: PrintOptions,
}

/// Who can read the list: recipients, those who know a passphrase, or anyone.
#[derive(Args)]
#[group(required = true, multiple = true)]
struct Protect {
    /// Encrypt to this age public key; may be repeated
    #[arg(short, long, value_name = "AGE1…")]
    recipient: Vec<String>,
    /// Encrypt to the age public keys in this file, one per line
    #[arg(long, value_name = "FILE")]
    recipients_file: Option<PathBuf>,
    /// Encrypt with the passphrase in this file (mode 0600)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["recipient", "recipients_file"])]
    passphrase_file: Option<PathBuf>,
    /// Do not encrypt; recorded in notified.json
    #[arg(long, conflicts_with_all = ["recipient", "recipients_file", "passphrase_file"])]
    in_clear: bool,
}

impl Notify {
    pub(super) fn run(self, language: Language) -> Result<u8> {
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
        let trades = plan.incident.has_other_trades();
        if self.doubtful {
            let worklist = notify::worklist(&plan, &request)?;
            self.print.show(language, &worklist, |w| {
                notify::worklist_view(&worklist, w.of_trades(trades), &request.worklist_folder())
            })?;
            return Ok(0);
        }
        let notified = notify::notify(&plan, &request)?;
        self.print.show(language, &notified, |w| notify::view(&notified, w.of_trades(trades), &request.folder()))?;
        Ok(0)
    }
}
