//! `ampleur answer`

use std::io::ErrorKind;
use std::path::PathBuf;

use clap::Args;
use zeroize::Zeroizing;

use super::{PROGRAM, PrintOptions};
use crate::answer::{self, Request};
use crate::language::Language;
use engine::plan::Plan;
use model::error::{self, Error, Problem, Result, Role};
use model::{regular, staging};

/// Answer access requests: what the breach exposed of a member (GDPR art. 15)
///
/// Reads the insurer's own identifiers (member_id) of those who ask from a file, one a line, and writes an answer for each to
/// DIR/<insurer>/, in French and English, named by the line: 0001.fr.html, .md and .docx. An answer lists what was found of
/// the person, what was not, and what is not known. Of a person who was not found it says so, never that they are not
/// concerned. No identifier is printed or written. answered.json records what was found for each line.
///
/// No answer is written for an identifier that several persons have, or that no file has. Earlier answers of the same insurer
/// and incident are replaced; any other folder is left untouched.
///
/// Memory: that of an assessment, and about 100 bytes per row of the insurer.
#[derive(Args)]
#[command(after_help = "Example:
  ampleur answer samples/tiers-payant-2024/incident.toml --insurer harmonie-mutuelle --member-ids requests.txt")]
pub(super) struct AnswerRequests {
    /// Incident file
    incident: PathBuf,
    /// Id of the insurer in the incident file
    #[arg(long, value_name = "ID")]
    insurer: String,
    /// File of member_ids, one a line; - reads standard input
    #[arg(long, value_name = "FILE")]
    member_ids: PathBuf,
    /// Folder for answers; they are written to DIR/<insurer>/
    #[arg(short, long, value_name = "DIR", default_value = "answers")]
    out: PathBuf,
    #[command(flatten)]
    print: PrintOptions,
}

impl AnswerRequests {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        staging::sweep(&self.out)?;
        let asked = answer::asked(&self.requests()?);
        if asked.is_empty() {
            return Err(error::no_requests(&self.member_ids.display().to_string()).into());
        }
        let (plan, mut problems) = Plan::draft(&self.incident)?;
        problems.extend(plan.missing_sides(&self.incident));
        if !problems.is_empty() {
            return Err(Error::Refused(problems));
        }
        let request = Request { program: PROGRAM, insurer: &self.insurer, asked, out: &self.out };
        let answered = answer::answer(&plan, &request)?;
        let trades = plan.incident.has_other_trades();
        self.print.show(language, &answered, |w| answer::view(&answered, w.of_trades(trades), &request.folder()))?;
        Ok(0)
    }

    /// The text of the file of requests.
    fn requests(&self) -> Result<Zeroizing<String>, Problem> {
        let shown = self.member_ids.display().to_string();
        let refuse = |e: std::io::Error| error::named_file(Role::Requests, &shown, &e);
        let read = match shown.as_str() {
            "-" => regular::read_all(std::io::stdin().lock(), regular::WRITTEN),
            _ => regular::read(&self.member_ids, regular::WRITTEN),
        };
        let text = read.and_then(|bytes| String::from_utf8(bytes).map_err(|_| ErrorKind::InvalidData.into()));
        text.map(Zeroizing::new).map_err(refuse)
    }
}
