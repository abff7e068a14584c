//! `ampleur man`

use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use super::{help, say};
use crate::language::Language;
use model::bundle::Bundle;
use model::error::{self, Result};
use model::staging;

/// Print the manual page of ampleur, or write one for each command
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur man --out man")]
pub(super) struct Manual {
    /// Folder to create with all pages, such as ampleur-assess.1; it must not exist
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Manual {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        // Without the commit, so that pages do not change with each build.
        let mut program = help::command(language.written).version(env!("CARGO_PKG_VERSION"));
        program.build();
        match self.out {
            None => say(&page(program)?)?,
            Some(folder) => write(program, &folder)?,
        }
        Ok(0)
    }
}

fn write(program: Command, folder: &Path) -> Result<()> {
    staging::sweep(folder.parent().unwrap_or(Path::new("")))?;
    if folder.exists() {
        return Err(error::folder_exists(folder).into());
    }
    let mut pages = Bundle::new();
    add(program, &mut pages)?;
    staging::write(folder, &pages)
}

/// Adds the pages of a command and its subcommands.
fn add(command: Command, pages: &mut Bundle) -> Result<()> {
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        add(below.clone(), pages)?;
    }
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    pages.insert(format!("{name}.1"), page(command)?);
    Ok(())
}

fn page(command: Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(anyhow::Error::from)?;
    Ok(page)
}
