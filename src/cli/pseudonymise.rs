//! `ampleur pseudonymise`

use std::path::PathBuf;

use clap::Args;

use super::PrintOptions;
use crate::language::Language;
use crate::pseudonymise;
use engine::plan::{Input, Plan};
use model::error::{self, Error, Lacking, Result};
use model::incident::Id;
use model::staging;

/// Write exchange files: rows as keyed digests, to hand over instead of clear rows
///
/// Writes a Parquet file under DIR/<incident id>/ for each file of the incident, or of the parties given. It holds keyed digests
/// of all that the rules compare, birth rank, sex and decade of birth, the insurer and manager that a row names, the fields that a leaked row holds and, for
/// members, whether they are policyholders or dependants, minors, former members or deceased. It holds no identifier, and rows are
/// not in the order of the source. It is encrypted and sealed with the incident's key. Assessments accept exchange files instead of
/// clear files, on either side, if both parties use the same key, incident id, reference date and party ids, and find the same
/// persons.
///
/// Anyone who has the key and a file can test a name and birth date at once, and find a number by trying them all, those of one
/// department in about a second: send the key separately, and to nobody who must not know who is insured.
///
/// Files that replace some already sent are a higher `--edition`: an assessment refuses the lower one beside it, or where an earlier report was
/// made from the higher one.
///
/// Memory: less than 1 GB for any number of rows. Beyond some hundred thousand rows, an anonymous temporary file in DIR takes as much as
/// the exchange file; it is encrypted under a key that is nowhere else.
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur pseudonymise samples/tiers-payant-2024/incident.toml --operator almerys")]
pub(super) struct Pseudonymise {
    /// Incident file
    incident: PathBuf,
    /// Only the leaks of this operator; may be repeated
    #[arg(long, value_name = "ID")]
    operator: Vec<String>,
    /// Only the members of this insurer; may be repeated
    #[arg(long, value_name = "ID")]
    insurer: Vec<String>,
    /// Number of these files among those sent for the incident; a higher one replaces a lower one of the same party
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    edition: u32,
    /// Folder for exchange files; they are written to DIR/<incident id>/, or DIR/<incident id>.<N>/ from edition 2; it must not exist
    #[arg(short, long, value_name = "DIR", default_value = "exchange")]
    out: PathBuf,
    #[command(flatten)]
    print: PrintOptions,
}

impl Pseudonymise {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        staging::sweep(&self.out)?;
        let (plan, mut problems) = Plan::draft(&self.incident)?;
        let id = plan.incident.id.as_str();
        let target = self.out.join(if self.edition == 1 { id.to_owned() } else { format!("{id}.{}", self.edition) });
        if target.exists() {
            problems.push(error::exchange_exists(&target, self.edition));
        }
        for (lacking, written, known) in
            [(Lacking::Operator, &self.operator, &plan.operators), (Lacking::Insurer, &self.insurer, &plan.insurers)]
        {
            let known: Vec<&str> = known.iter().map(Id::as_str).collect();
            let unknown = written.iter().filter(|id| !known.contains(&id.as_str()));
            problems.extend(unknown.map(|id| error::no_such_party(lacking, id, &known)));
        }
        if !problems.is_empty() {
            return Err(Error::Refused(problems));
        }
        let named: Vec<&String> = self.operator.iter().chain(&self.insurer).collect();
        let chosen = |input: &&Input| {
            named.is_empty() || plan.party(input).is_some_and(|party| named.iter().any(|id| *id == party.as_str()))
        };
        let inputs: Vec<&Input> = plan.leaks.iter().chain(&plan.members).filter(chosen).collect();
        let written = pseudonymise::pseudonymise(&plan, &inputs, self.edition, &target)?;
        let published = plan.incident.key.published;
        self.print.show(language, &written, |w| pseudonymise::view(&written, &target, published, w))?;
        Ok(0)
    }
}
