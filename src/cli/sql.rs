//! `ampleur sql`

use std::path::PathBuf;

use clap::Args;

use super::PrintOptions;
use crate::language::Language;
use crate::sql;
use engine::plan::Plan;
use model::error::{self, Error, Result};
use model::staging;

/// Write the linking as SQL, with all rows as keyed digests, for a second opinion from DuckDB
///
/// Writes to DIR/<incident id>/ the rows of each file as keyed digests (Parquet, one column each), numbered SQL files that say how rows
/// are linked, matched and counted as persons, and `run.py`, which runs them in DuckDB and compares what they count with a report:
/// leaked rows by bin and by level, what chance makes, and persons by insurer. The SQL shares no code with ampleur, needs no
/// key, and can be read: each file says in its comments what it does.
///
/// The digests are those of an exchange file, but not encrypted: who has them can count and compare them, though not read them. Keep the
/// folder within the organisation, and delete it when the figures are compared.
///
/// Refused if the incident file decides on single rows, which the rules do not know. Beyond thirty thousand leaked rows or a million
/// members, an assessment measures chance with a part of them only, and such levels may differ.
///
/// Memory: less than 1 GB for any number of rows; DuckDB takes its own.
#[derive(Args)]
#[command(
    after_help = "Example:\n  ampleur sql samples/tiers-payant-2024/incident.toml\n  python3 sql/tiers-payant-2024/run.py --report reports/tiers-payant-2024"
)]
pub(super) struct Sql {
    /// Incident file
    incident: PathBuf,
    /// Folder for rows and SQL; they are written to DIR/<incident id>/, which must not exist
    #[arg(short, long, value_name = "DIR", default_value = "sql")]
    out: PathBuf,
    #[command(flatten)]
    print: PrintOptions,
}

impl Sql {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        staging::sweep(&self.out)?;
        let (plan, mut problems) = Plan::draft(&self.incident)?;
        problems.extend(plan.missing_sides(&self.incident));
        let target = self.out.join(plan.incident.id.as_str());
        if target.exists() {
            problems.push(error::sql_exists(&target));
        }
        problems.extend(sql::refusals(&plan));
        if !problems.is_empty() {
            return Err(Error::Refused(problems));
        }
        let written = sql::write(&plan, &target)?;
        self.print.show(language, &written, |w| sql::view(&written, &target, w))?;
        Ok(0)
    }
}
