//! Prints the pairs of rows that linking an incident gives, for `benches/linkage`: CSV with the rows as a spreadsheet numbers them.
//! For invented persons only. One leaked and one member file, each with one header line.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, ensure};
use engine::link::{DEFAULT_MEMORY, Room};
use engine::plan::Plan;
use engine::stages;
use model::error::Error;
use model::observer::Unobserved;

fn main() -> anyhow::Result<()> {
    let incident =
        std::env::args().skip(1).find(|argument| !argument.starts_with("--")).context("which incident file?")?;
    let (plan, problems) = Plan::draft(Path::new(&incident)).map_err(said)?;
    ensure!(problems.is_empty(), "{:?}", problems[0]);
    let linked = stages::link(&plan, &Room::beside(Path::new("x/y"), DEFAULT_MEMORY), &Unobserved).map_err(said)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "leak_row,member_row,rule,difference,counted,strength")?;
    for (leak, member, strength) in linked.pairs() {
        let difference = strength.difference().map(|difference| format!("{difference:?}")).unwrap_or_default();
        let counted = u8::from(linked.counts(leak));
        writeln!(
            out,
            "{},{},{},{difference},{counted},{}",
            leak.0 + 2,
            member.0 + 2,
            strength.rule().id(),
            strength.as_u16()
        )?;
    }
    Ok(())
}

fn said(error: Error) -> anyhow::Error {
    match error {
        Error::Refused(problems) => anyhow::anyhow!("{:?}", problems[0]),
        Error::Usage(problem) | Error::Unprinted(problem) => anyhow::anyhow!("{problem:?}"),
        Error::Internal(cause) => cause,
        Error::Interrupted => anyhow::anyhow!("interrupted"),
    }
}
